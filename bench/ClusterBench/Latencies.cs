namespace ToolTime.ClusterBench;

/// <summary>Latencies in milliseconds, in order, of a span of time.</summary>
internal sealed class Latencies(double[] sorted, TimeSpan span)
{
    public int Count => sorted.Length;

    public double PerSecond => sorted.Length / span.TotalSeconds;

    public double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min((int)(sorted.Length * share), sorted.Length - 1)];

    /// <summary>A row of a table: count, rate, median, p99 and the longest.</summary>
    public string Row(string name) => $"| {name} | {Count} | {PerSecond:f0} | {At(0.5):f1} | {At(0.99):f1} | {At(1):f0} |";
}
