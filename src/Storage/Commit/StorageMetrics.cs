using System.Diagnostics;
using System.Diagnostics.Metrics;
using ToolTime.Observability;

namespace ToolTime.Storage.Commit;

/// <summary>
/// The storage's instruments: commits, writes per commit, waiting writes, and writes refused because too many were waiting.
/// </summary>
internal sealed class StorageMetrics
{
    private const string OutcomeTag = "outcome";

    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _size;
    private readonly Counter<long> _refused;

    public StorageMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _meter = meters.Create(ToolTimeMeter.Name);
        _duration = _meter.CreateHistogram(
            "tooltime.storage.commit.duration",
            "s",
            "Duration of groups of writes, from the first statement to the disk.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = ToolTimeMeter.Seconds }
        );
        _size = _meter.CreateHistogram(
            "tooltime.storage.commit.size",
            "{write}",
            "Writes committed together.",
            tags: null,
            new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] }
        );
        _refused = _meter.CreateCounter<long>("tooltime.storage.queue.refused", unit: null, "Writes refused because the queue was full.");
    }

    /// <summary>Makes the gauge of waiting writes read their number from a function.</summary>
    public void ObserveQueue(Func<int> waiting) =>
        _meter.CreateObservableGauge("tooltime.storage.queue.depth", waiting, unit: null, "Writes waiting for a commit.");

    /// <summary>Records a write refused by a full queue.</summary>
    public void Refused() => _refused.Add(1);

    /// <summary>Starts measuring a group; the measurement must be ended once.</summary>
    public CommitMeasure Begin(int writes) => new(this, _time.GetTimestamp(), writes);

    /// <summary>Records a group that ended.</summary>
    /// <param name="beganAt">The timestamp at which it began.</param>
    /// <param name="writes">The number of writes in it.</param>
    /// <param name="outcome">The outcome, as one word.</param>
    public void Ended(long beganAt, int writes, string outcome)
    {
        _duration.Record(_time.GetElapsedTime(beganAt).TotalSeconds, new KeyValuePair<string, object?>(OutcomeTag, outcome));
        if (outcome == CommitMeasure.Committed)
        {
            _size.Record(writes);
        }
    }
}

/// <summary>Measures one group of writes on its way to the disk: its duration and, if traced, its span.</summary>
internal sealed class CommitMeasure(StorageMetrics metrics, long beganAt, int writes)
{
    /// <summary>The whole group is durable.</summary>
    public const string Committed = "committed";

    /// <summary>The disk or the server refused the group, so all of it failed.</summary>
    public const string Refused = "refused";

    /// <summary>One write failed: the group is retried in parts, or that write failed alone.</summary>
    public const string Split = "split";

    private readonly Activity? _span = ToolTimeTraces.Source.StartActivity("commit");

    /// <summary>Ends the measurement, before any waiting caller continues.</summary>
    public void End(string outcome)
    {
        metrics.Ended(beganAt, writes, outcome);
        _span
            ?.SetTag("tooltime.writes", writes)
            .SetTag("tooltime.outcome", outcome)
            .SetStatus(outcome == Committed ? ActivityStatusCode.Ok : ActivityStatusCode.Error)
            .Dispose();
    }
}
