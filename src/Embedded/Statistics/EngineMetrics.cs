using System.Diagnostics.Metrics;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded;

/// <summary>
/// The engine's instruments, on the meter <see cref="MeterName"/>. Their one tag, <c>grain</c>, is the type of a grain: never a key, nor the
/// name of a reminder.
/// </summary>
internal sealed class EngineMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ToolTime.Engine";

    private const string GrainTag = "grain";

    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private readonly bool _isOwn;
    private readonly Histogram<double> _calls;
    private readonly Counter<long> _timeouts;
    private readonly Histogram<double> _lateness;

    /// <param name="meters">The host's, which the host disposes of; without one, the meter is this object's own.</param>
    public EngineMetrics(IMeterFactory? meters)
    {
        _isOwn = meters is null;
        Meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _calls = Meter.CreateHistogram("tooltime.grain.call.duration", "s", "How long calls of grains ran, without their wait.", tags: null, Durations);
        _timeouts = Meter.CreateCounter<long>("tooltime.grain.call.timeouts", unit: null, "Calls of grains whose callers stopped waiting.");
        _lateness = Meter.CreateHistogram("tooltime.reminder.lateness", "s", "How long after it was due a reminder's tick began.", tags: null, Durations);
    }

    /// <summary>The meter that all of them are on.</summary>
    public Meter Meter { get; }

    /// <summary>Has the gauges read an engine, each time that somebody looks.</summary>
    public void Observe(EngineStatistics statistics)
    {
        Meter.CreateObservableGauge(
            "tooltime.grain.activations", () => statistics.ReadActivations().Select(grain => Of(grain.Count, grain.Grain)), unit: null, "Grains that are active.");
        Meter.CreateObservableGauge(
            "tooltime.grain.waiting", () => statistics.ReadWaiting().Select(grain => Of(grain.Count, grain.Grain)), unit: null, "Turns that wait in the mailboxes of grains.");
        Meter.CreateObservableGauge(
            "tooltime.reminder.next_tick.timestamp",
            () => statistics.ReadReminders().Select(reminder => Of(reminder.NextTick.ToUnixTimeMilliseconds() / 1000.0, reminder.GrainType)).DistinctBy(next => next.Tags[0].Value),
            "s",
            "When the next tick of a reminder is due, in seconds since 1970-01-01 UTC; of several of one grain type, the first.");
    }

    /// <summary>Notes a call that ended, well or not.</summary>
    public void Called(GrainClass grain, TimeSpan duration) => _calls.Record(duration.TotalSeconds, TagOf(grain.TypeName));

    /// <summary>Notes a call whose caller waited long enough.</summary>
    public void TimedOut(GrainClass grain) => _timeouts.Add(1, TagOf(grain.TypeName));

    /// <summary>Notes a tick that begins.</summary>
    public void Ticked(string grainType, TimeSpan lateness) => _lateness.Record(Math.Max(0, lateness.TotalSeconds), TagOf(grainType));

    public void Dispose()
    {
        if (_isOwn)
        {
            Meter.Dispose();
        }
    }

    private static KeyValuePair<string, object?> TagOf(string grainType) => new(GrainTag, grainType);

    private static Measurement<T> Of<T>(T value, string grainType)
        where T : struct => new(value, TagOf(grainType));
}
