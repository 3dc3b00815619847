using System.Diagnostics.Metrics;
using ToolTime.Maintenance;
using ToolTime.Observability;

namespace ToolTime.Grains.Maintenance;

/// <summary>How long steps of maintenance take, by what they did: a rollup of a day, a publication, a purge.</summary>
internal sealed class MaintenanceMetrics
{
    private readonly TimeProvider _timeProvider;
    private readonly Histogram<double> _duration;

    public MaintenanceMetrics(IMeterFactory meters, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _duration = meters.Create(ToolTimeMeter.Name).CreateHistogram(
            "tooltime.maintenance.step.duration",
            "s",
            "How long steps of maintenance took: each rolls up a day, publishes, purges a day, or finds that nothing is due.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = ToolTimeMeter.Seconds });
    }

    /// <summary>Begins to measure a step.</summary>
    public StepMeasure Begin() => new(this, _timeProvider.GetTimestamp());

    /// <summary>Notes a step that ended.</summary>
    public void Ended(long beganAt, string did) =>
        _duration.Record(_timeProvider.GetElapsedTime(beganAt).TotalSeconds, new KeyValuePair<string, object?>("step", did));

    /// <summary>What a step did, in a word.</summary>
    public static string WordFor(MaintenanceStep step) => step switch
    {
        MaintenanceStep.RolledUp => "rollup",
        MaintenanceStep.Published => "publication",
        MaintenanceStep.PublishedSevenDays => "seven_days",
        MaintenanceStep.Purged => "purge",
        MaintenanceStep.PublishedTelemetry => "telemetry_publication",
        MaintenanceStep.PurgedTelemetry => "telemetry_purge",
        MaintenanceStep.Idle => "idle",
        MaintenanceStep.Unavailable => "unavailable",
        _ => "other",
    };
}
