using System.Diagnostics.Metrics;
using ToolTime.Observability;

namespace ToolTime.Storage.Commit;

/// <summary>
/// The storage's instruments: commits, how many writes each took together, what waits for one, and what found no room to wait.
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
            "How long groups of writes took, from their first statement to the disk.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = ToolTimeMeter.Seconds }
        );
        _size = _meter.CreateHistogram(
            "tooltime.storage.commit.size",
            "{write}",
            "Writes that were committed together.",
            tags: null,
            new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] }
        );
        _refused = _meter.CreateCounter<long>("tooltime.storage.queue.refused", unit: null, "Writes for which there was no room to wait.");
    }

    /// <summary>Has the gauge of waiting writes ask for their number.</summary>
    public void ObserveQueue(Func<int> waiting) =>
        _meter.CreateObservableGauge("tooltime.storage.queue.depth", waiting, unit: null, "Writes that wait for a commit.");

    /// <summary>Notes a write that found the queue full.</summary>
    public void Refused() => _refused.Add(1);

    /// <summary>Begins to measure a group; it must be ended once.</summary>
    public CommitMeasure Begin(int writes) => new(this, _time.GetTimestamp(), writes);

    /// <summary>Notes a group that ended.</summary>
    /// <param name="beganAt">When it began, a timestamp.</param>
    /// <param name="writes">How many writes were in it.</param>
    /// <param name="outcome">What became of it, in a word.</param>
    public void Ended(long beganAt, int writes, string outcome)
    {
        _duration.Record(_time.GetElapsedTime(beganAt).TotalSeconds, new KeyValuePair<string, object?>(OutcomeTag, outcome));
        if (outcome == CommitMeasure.Committed)
        {
            _size.Record(writes);
        }
    }
}
