namespace ToolTime.Api.Observability;

/// <summary>One reading of this process's metrics, the same as in /metrics, by instrument name.</summary>
internal sealed class MetricsReading(IReadOnlyList<MetricSeries> all)
{
    /// <summary>The tag values that have measurements.</summary>
    public IEnumerable<string> TagsOf(string instrument) => SeriesOf(instrument).Select(series => series.Tag).OfType<string>();

    /// <summary>A sum or last value; null if nothing was measured.</summary>
    public double? Value(string instrument, string? tag = null) => Find(instrument, tag)?.Read().Value;

    /// <summary>A histogram; null if nothing was measured.</summary>
    public Timing? Timing(string instrument, string? tag = null)
    {
        if (Find(instrument, tag) is not { Bounds: { } bounds } series)
        {
            return null;
        }

        var (sum, count, buckets) = series.Read();
        var below = 0L;
        for (var bucket = 0; bucket < bounds.Count; bucket++)
        {
            below += buckets[bucket];
            if (below >= count * 0.99)
            {
                return new(count, sum, bounds[bucket]);
            }
        }

        return new(count, sum, double.PositiveInfinity);
    }

    private IEnumerable<MetricSeries> SeriesOf(string instrument) => all.Where(series => series.Instrument.Name == instrument);

    private MetricSeries? Find(string instrument, string? tag) => SeriesOf(instrument).FirstOrDefault(series => series.Tag == tag);
}

/// <summary>A histogram summarised in three numbers.</summary>
/// <param name="Count">The number of measurements.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Within99">The upper bound of the bucket with the 99th percentile; infinite beyond the last bucket.</param>
internal readonly record struct Timing(long Count, double Sum, double Within99)
{
    /// <summary>Their mean; null if there are none.</summary>
    public double? Mean => Count > 0 ? Sum / Count : null;
}
