using System.Diagnostics;
using System.Diagnostics.Metrics;
using ToolTime.Maintenance;
using ToolTime.Observability;

namespace ToolTime.Grains.Maintenance;

/// <summary>How long maintenance steps take, by kind: a day's rollup, a publication, a purge.</summary>
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
            "Duration of maintenance steps: each rolls up a day, publishes, purges a day, or finds that nothing is due.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = ToolTimeMeter.Seconds });
    }

    public StepMeasure Begin() => new(this, _timeProvider.GetTimestamp());

    public void Ended(long beganAt, string did) =>
        _duration.Record(_timeProvider.GetElapsedTime(beganAt).TotalSeconds, new KeyValuePair<string, object?>("step", did));

    /// <summary>What a step did, as one word.</summary>
    public static string WordFor(MaintenanceStep step) => step switch
    {
        MaintenanceStep.RolledUp => "rollup",
        MaintenanceStep.Published => "publication",
        MaintenanceStep.PublishedSevenDays => "seven_days",
        MaintenanceStep.Purged => "purge",
        MaintenanceStep.PublishedTelemetry => "telemetry_publication",
        MaintenanceStep.PurgedTelemetry => "telemetry_purge",
        MaintenanceStep.Idle => "idle",
        MaintenanceStep.Failed => "unavailable",
        _ => "other",
    };
}

/// <summary>Measures one maintenance step: its duration and, if traced, its span, named after what the step did.</summary>
internal sealed class StepMeasure(MaintenanceMetrics metrics, long beganAt)
{
    private readonly Activity? _span = ToolTimeTraces.Source.StartActivity("maintenance");

    public void End(MaintenanceStep step)
    {
        var did = MaintenanceMetrics.WordFor(step);
        metrics.Ended(beganAt, did);
        if (_span is not null)
        {
            _span.DisplayName = did;
            _span.Dispose();
        }
    }
}
