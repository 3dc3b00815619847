namespace ToolTime.Api.Observability;

/// <summary>One look at the figures of this process, the same that /metrics shows, by the names of their instruments.</summary>
internal sealed class MetricsReading(IReadOnlyList<MetricSeries> all)
{
    /// <summary>The tags under which something was measured.</summary>
    public IEnumerable<string> TagsOf(string instrument) => Of(instrument).Select(series => series.Tag).OfType<string>();

    /// <summary>A sum or last value; null where nothing was measured.</summary>
    public double? Value(string instrument, string? tag = null) => Find(instrument, tag)?.Read().Value;

    /// <summary>A histogram; null where nothing was measured.</summary>
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

    private IEnumerable<MetricSeries> Of(string instrument) => all.Where(series => series.Instrument.Name == instrument);

    private MetricSeries? Find(string instrument, string? tag) => Of(instrument).FirstOrDefault(series => series.Tag == tag);
}
