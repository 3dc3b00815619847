using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>What a run gave.</summary>
/// <param name="PerSecond">Submissions a second that were answered with 200.</param>
/// <param name="Statuses">How often each status came, and the median and 99th percentile of its times in milliseconds.</param>
internal sealed record LoadResult(double PerSecond, IReadOnlyList<(int Status, long Count, double Median, double P99)> Statuses)
{
    public static LoadResult From(IReadOnlyList<ConnectionResult> connections, TimeSpan duration)
    {
        var statuses = connections
            .SelectMany(connection => connection.Micros)
            .GroupBy(micros => micros.Key, micros => micros.Value)
            .OrderBy(status => status.Key)
            .Select(status =>
            {
                int[] times = [.. status.SelectMany(times => times)];
                Array.Sort(times);
                return (status.Key, times.LongLength, times[times.Length / 2] / 1000.0, times[(int)(times.Length * 0.99)] / 1000.0);
            })
            .ToList();
        return new(statuses.Where(status => status.Key == 200).Sum(status => status.LongLength) / duration.TotalSeconds, statuses);
    }

    /// <summary>How often a status came.</summary>
    public long Of(int status) => Statuses.Where(counted => counted.Status == status).Sum(counted => counted.Count);

    public override string ToString() =>
        string.Join(
            "; ",
            Statuses.Select(status =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{status.Status}: {status.Count:N0} (median {status.Median:N1} ms, p99 {status.P99:N1} ms)"
                )
            )
        );
}
