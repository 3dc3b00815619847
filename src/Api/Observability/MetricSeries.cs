using System.Diagnostics.Metrics;

namespace ToolTime.Api.Observability;

/// <summary>One instrument under one set of tags: a sum, a last value, or a histogram. Safe from any thread.</summary>
internal sealed class MetricSeries(Instrument instrument, string labels, string? tag, IReadOnlyList<double>? bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[(bounds?.Count ?? 0) + 1];
    private double _value;
    private long _count;
    private bool _isCurrent = !instrument.IsObservable;

    public Instrument Instrument { get; } = instrument;

    /// <summary>The tags as Prometheus writes them, without braces; empty where there are none.</summary>
    public string Labels { get; } = labels;

    /// <summary>The value of its one tag; null where it has none, or several.</summary>
    public string? Tag { get; } = tag;

    /// <summary>A histogram's upper bounds; null for any other instrument.</summary>
    public IReadOnlyList<double>? Bounds { get; } = bounds;

    /// <summary>False where an observed instrument did not report it at the last observation.</summary>
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

    /// <summary>Forgets that an observed instrument reported it.</summary>
    public void BeginObservation()
    {
        lock (_lock)
        {
            _isCurrent = false;
        }
    }

    /// <summary>Takes a measurement: the next value of an observed instrument, or something to add.</summary>
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

    /// <summary>The sum or last value, how many measurements there were, and a histogram's count in each bucket.</summary>
    public (double Value, long Count, long[] Buckets) Read()
    {
        lock (_lock)
        {
            return (_value, _count, [.. _buckets]);
        }
    }
}
