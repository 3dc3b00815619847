using System.Collections.Concurrent;
using ToolTime.Api.Publication;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>
/// The figures of telemetry that this front end holds ready: the running periods of the listed apps, and a bounded number of others.
/// </summary>
internal sealed class CurrentTelemetry(IGrainFactory grains, TimeProvider timeProvider)
{
    /// <summary>Documents of the past that are held, some tens of kilobytes each. When there are more, all are asked for again.</summary>
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<(AppName App, TelemetryWindowKind Window, string? Period), CurrentPublication> _documents = [];

    /// <summary>What is published of a period; null for the running one.</summary>
    public CurrentPublication Get(AppName app, TelemetryWindowKind window, TelemetryPeriod? period)
    {
        if (_documents.Count >= Capacity)
        {
            _documents.Clear();
        }

        return _documents.GetOrAdd(
            (app, window, period?.ToString()),
            asked =>
            {
                var summary = grains.GetGrain<ITelemetrySummaryGrain>($"{asked.App}/{asked.Window.ToName()}");
                return new(etag => summary.GetAsync(asked.Period, etag), timeProvider);
            }
        );
    }

    /// <summary>Makes the next look at each ask, since this front end has just seen something published.</summary>
    public void Expire()
    {
        foreach (var document in _documents.Values)
        {
            document.Expire();
        }
    }
}
