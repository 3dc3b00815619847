using System.Collections.Concurrent;
using ToolTime.Api.Publication;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>
/// The telemetry figures that this front end caches: the running periods of the listed apps, and a limited number of others.
/// </summary>
internal sealed class CurrentTelemetry(IGrainFactory grains, TimeProvider timeProvider)
{
    /// <summary>
    /// The maximum number of cached past documents, some tens of kilobytes each. When it is exceeded, the cache is cleared.
    /// </summary>
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<(AppName App, TelemetryWindowKind Window, string? Period), CurrentPublication> _documents = [];

    /// <summary>The figures of a period; null for the running one.</summary>
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

    /// <summary>Makes the next call of each ask its grain, because this front end knows of a new publication.</summary>
    public void Expire()
    {
        foreach (var document in _documents.Values)
        {
            document.Expire();
        }
    }
}
