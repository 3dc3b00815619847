using System.Diagnostics.Metrics;

namespace ToolTime.Api.Observability;

/// <summary>One instrument with one set of tags: a sum, a last value, or a histogram. Thread-safe.</summary>
internal sealed class MetricSeries(Instrument instrument, string labels, string? tag, IReadOnlyList<double>? bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[(bounds?.Count ?? 0) + 1];
    private double _value;
    private long _count;
    private bool _isCurrent = !instrument.IsObservable;

    public Instrument Instrument { get; } = instrument;

    /// <summary>The tags in Prometheus format, without braces; empty if there are none.</summary>
    public string Labels { get; } = labels;

    /// <summary>The value of its only tag; null if it has none, or several.</summary>
    public string? Tag { get; } = tag;

    /// <summary>A histogram's upper bounds; null for other instruments.</summary>
    public IReadOnlyList<double>? Bounds { get; } = bounds;

    /// <summary>False if an observable instrument did not report it in the last observation.</summary>
    public bool IsCurrent
    {
        get
        {
            lock (_lock)
            {
                return _isCurrent;
            }
        }
    }

    /// <summary>Marks the series as not reported in the present observation.</summary>
    public void BeginObservation()
    {
        lock (_lock)
        {
            _isCurrent = false;
        }
    }

    /// <summary>Records a measurement: the new value of an observable instrument, or an amount to add.</summary>
    public void Record(double measurement)
    {
        lock (_lock)
        {
            _value = Instrument.IsObservable ? measurement : _value + measurement;
            _count++;
            _isCurrent = true;
            if (Bounds is not null)
            {
                var bucket = 0;
                while (bucket < Bounds.Count && measurement > Bounds[bucket])
                {
                    bucket++;
                }

                _buckets[bucket]++;
            }
        }
    }

    /// <summary>The sum or last value, the number of measurements, and a histogram's count per bucket.</summary>
    public (double Value, long Count, long[] Buckets) Read()
    {
        lock (_lock)
        {
            return (_value, _count, [.. _buckets]);
        }
    }
}
