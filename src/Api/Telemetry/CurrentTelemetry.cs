using ToolTime.Api.Publication;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>Telemetry's figures that this front end holds ready, one document for each app, kind of window and period.</summary>
internal sealed class CurrentTelemetry(IGrainFactory grains, TimeProvider timeProvider)
{
    private readonly HeldPublications<(AppName App, TelemetryWindowKind Window, string? Period)> _documents = new(
        asked =>
        {
            var summary = grains.GetGrain<ITelemetrySummaryGrain>($"{asked.App}/{asked.Window.ToName()}");
            return new(etag => summary.GetAsync(asked.Period, etag), timeProvider);
        },
        isRunning: asked => asked.Period is null
    );

    /// <summary>What is published of a period; null for the running one.</summary>
    public CurrentPublication Get(AppName app, TelemetryWindowKind window, TelemetryPeriod? period) =>
        _documents.Get((app, window, period?.ToString()));

    /// <summary>Makes the next look at each ask, since this front end has just seen something published.</summary>
    public void Expire() => _documents.Expire();
}
