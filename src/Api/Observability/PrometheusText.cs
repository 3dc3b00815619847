using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace ToolTime.Api.Observability;

/// <summary>
/// Writes series in Prometheus' text format, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).
/// </summary>
internal static class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes all series; those of one instrument must be consecutive.</summary>
    public static string Write(IReadOnlyList<MetricSeries> all)
    {
        var text = new StringBuilder();
        Instrument? last = null;
        foreach (var series in all)
        {
            var name = NameOf(series.Instrument);
            if (series.Instrument != last)
            {
                last = series.Instrument;
                if (series.Instrument.Description is { Length: > 0 } description)
                {
                    text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {description}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {TypeOf(series)}\n");
            }

            Append(text, name, series);
        }

        return text.ToString();
    }

    /// <summary>A name with only letters, digits and underscores.</summary>
    public static string NameOf(string name) =>
        string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));

    /// <summary>A tag as a label.</summary>
    public static string LabelOf(string name, string value)
    {
        var escaped = value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"{NameOf(name)}=\"{escaped}\"";
    }

    private static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return NameOf(instrument.Name) + unit + (IsCounter(instrument) ? "_total" : "");
    }

    private static bool IsCounter(Instrument instrument) =>
        instrument.GetType().GetGenericTypeDefinition() is var kind && (kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>));

    private static string TypeOf(MetricSeries series) =>
        series.Bounds is not null ? "histogram"
        : IsCounter(series.Instrument) ? "counter"
        : "gauge";

    private static void Append(StringBuilder text, string name, MetricSeries series)
    {
        var (value, count, buckets) = series.Read();
        if (series.Bounds is not { } bounds)
        {
            AppendLine(text, name, series.Labels, value);
            return;
        }

        var below = 0L;
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            below += buckets[bucket];
            var bound = bucket < bounds.Count ? bounds[bucket].ToString(CultureInfo.InvariantCulture) : "+Inf";
            AppendLine(text, $"{name}_bucket", $"{series.Labels}{(series.Labels.Length > 0 ? "," : "")}le=\"{bound}\"", below);
        }

        AppendLine(text, $"{name}_sum", series.Labels, value);
        AppendLine(text, $"{name}_count", series.Labels, count);
    }

    private static void AppendLine(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? $"{{{labels}}}" : "")} {value}\n");
}
