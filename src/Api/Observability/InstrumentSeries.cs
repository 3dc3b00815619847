using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace ToolTime.Api.Observability;

/// <summary>
/// All series of one instrument. Measurements with up to three tags, more than any frequent instrument has, do not allocate. Thread-safe.
/// </summary>
internal sealed class InstrumentSeries(Instrument instrument)
{
    /// <summary>
    /// The maximum number of series per instrument. Our tags come from short lists; some of Orleans' contain silos. Further series are
    /// dropped.
    /// </summary>
    private const int Capacity = 100;

    /// <summary>Bucket bounds for histograms that specify none.</summary>
    private static readonly double[] DefaultBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<(Tag First, Tag Second, Tag Third), MetricSeries> _byTags = new();
    private readonly ConcurrentDictionary<string, MetricSeries> _byLabels = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<double>? _bounds = BoundsOf(instrument);

    public Instrument Instrument { get; } = instrument;

    /// <summary>
    /// The series, sorted by labels. For an observable instrument, only those measured since <see cref="BeginObservation"/>.
    /// </summary>
    public IEnumerable<MetricSeries> Series =>
        _byLabels.Values.Where(series => series.IsCurrent).OrderBy(series => series.Labels, StringComparer.Ordinal);

    /// <summary>Forgets an observable instrument's last values: those that it no longer reports are obsolete.</summary>
    public void BeginObservation()
    {
        foreach (var series in _byLabels.Values)
        {
            series.BeginObservation();
        }
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Find(tags)?.Record(value);

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>(tags.Length);
        foreach (var (name, value) in tags)
        {
            labels.Add(PrometheusText.LabelOf(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        }

        return string.Join(',', labels.Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<double>? BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries ?? DefaultBounds,
        Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray() ?? DefaultBounds,
        Histogram<int> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray() ?? DefaultBounds,
        _ => null,
    };

    private MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length > 3)
        {
            return Find(LabelsOf(tags), tag: null);
        }

        var key = (Tag.At(tags, 0), Tag.At(tags, 1), Tag.At(tags, 2));
        if (!_byTags.TryGetValue(key, out var series) && Find(LabelsOf(tags), tags is [{ Value: string only }] ? only : null) is { } found)
        {
            series = _byTags.GetOrAdd(key, found);
        }

        return series;
    }

    private MetricSeries? Find(string labels, string? tag) => _byLabels.TryGetValue(labels, out var series) || _byLabels.Count >= Capacity
        ? series
        : _byLabels.GetOrAdd(labels, labels => new(Instrument, labels, tag, _bounds));

    private readonly record struct Tag(string? Name, object? Value)
    {
        public static Tag At(ReadOnlySpan<KeyValuePair<string, object?>> tags, int index) =>
            index < tags.Length ? new(tags[index].Key, tags[index].Value) : default;
    }
}
