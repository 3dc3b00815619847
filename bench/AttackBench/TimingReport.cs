using System.Diagnostics;
using System.Text;
using ToolTime.Attacks.Plans;

namespace ToolTime.Bench.Attacks;

/// <summary>Whether the time of an answer tells a hidden name from one that nobody used: Welch's t over many answers of each, asked in turns of random order.</summary>
internal static class TimingReport
{
    private const int Asked = 10_000;
    private const int WarmUp = 1_000;

    private static readonly string[] Doors = ["/v1/api/trends/skill/{0}", "/v1/api/badge/skill/{0}", "/skill/{0}"];

    /// <summary>Asks, and returns the table.</summary>
    public static async Task<string> WriteAsync()
    {
        await using var week = await HiddenNames.StartAsync();
        var table = new StringBuilder();
        table.AppendLine("| door | hidden, µs | unknown, µs | Welch's t |");
        table.AppendLine("|---|---|---|---|");
        foreach (var door in Doors)
        {
            string[] paths = [string.Format(door, HiddenNames.Hidden), string.Format(door, HiddenNames.Listed)];
            var times = new[] { new List<double>(Asked), new List<double>(Asked) };
            for (var i = 0; i < WarmUp + Asked; i++)
            {
                var first = Random.Shared.Next(2);
                foreach (var which in (int[])[first, 1 - first])
                {
                    var asked = Stopwatch.GetTimestamp();
                    using var answer = await week.Server.GetAsync(paths[which]);
                    if (i >= WarmUp)
                    {
                        times[which].Add(Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
                    }
                }
            }

            // What the machine was held up for is nothing that the server did: the slowest twentieth of either goes.
            var (hidden, unknown) = (Kept(times[0]), Kept(times[1]));
            table.AppendLine($"| `{door.Replace("{0}", "NAME", StringComparison.Ordinal)}` | {hidden.Average():0.0} | {unknown.Average():0.0} | {WelchOf(hidden, unknown):0.0} |");
        }

        return table.ToString();
    }

    private static List<double> Kept(List<double> times) => [.. times.Order().Take(times.Count * 19 / 20)];

    /// <summary>Welch, "The Generalization of 'Student's' Problem when Several Different Population Variances are Involved", Biometrika 34 (1947).</summary>
    private static double WelchOf(List<double> one, List<double> other)
    {
        var error = Math.Sqrt((VarianceOf(one) / one.Count) + (VarianceOf(other) / other.Count));
        return (one.Average() - other.Average()) / error;
    }

    private static double VarianceOf(List<double> times)
    {
        var mean = times.Average();
        return times.Sum(time => (time - mean) * (time - mean)) / (times.Count - 1);
    }
}
