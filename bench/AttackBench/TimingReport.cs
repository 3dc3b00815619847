using System.Diagnostics;
using System.Text;
using ToolTime.Attacks.Plans;

namespace ToolTime.Bench.Attacks;

/// <summary>Whether the time of an answer tells a hidden name from one that nobody used: Welch's t over many answers of each, asked in turns of random order.</summary>
internal static class TimingReport
{
    private const int Asked = 10_000;
    private const int WarmUp = 1_000;

    /// <summary>Asks, and returns the table: names in one server, then tables in two, one of which has users of a hidden name.</summary>
    public static async Task<string> WriteAsync()
    {
        KeyValuePair<string, string>[] nothingDrawn = [new("Privacy:LargestMargin", "0"), new("Privacy:SubmitterStep", "1")];
        await using var week = await HiddenNames.StartAsync();
        await using var nine = await HiddenNames.StartAsync(HiddenNames.Users, nothingDrawn);
        await using var none = await HiddenNames.StartAsync(users: 0, nothingDrawn);
        var table = new StringBuilder();
        table.AppendLine("| door | hidden, µs | unknown, µs | Welch's t |");
        table.AppendLine("|---|---|---|---|");
        foreach (var (door, ask) in NamedDoors.All)
        {
            table.AppendLine(await RowAsync(door, () => ask(week.Server, HiddenNames.Hidden), () => ask(week.Server, HiddenNames.Listed)));
        }

        foreach (var (door, ask) in TableDoors.All)
        {
            table.AppendLine(await RowAsync(door, () => ask(nine.Server), () => ask(none.Server)));
        }

        return table.ToString();
    }

    private static async Task<string> RowAsync(string door, params Func<Task<HttpResponseMessage>>[] asks)
    {
        var times = new[] { new List<double>(Asked), new List<double>(Asked) };
        for (var i = 0; i < WarmUp + Asked; i++)
        {
            var first = Random.Shared.Next(2);
            foreach (var which in (int[])[first, 1 - first])
            {
                var asked = Stopwatch.GetTimestamp();
                using var answer = await asks[which]();
                if (i >= WarmUp)
                {
                    times[which].Add(Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
                }
            }
        }

        // What the machine was held up for is nothing that the server did: the slowest twentieth of either goes.
        var (hidden, unknown) = (Kept(times[0]), Kept(times[1]));
        return $"| `{door}` | {hidden.Average():0.0} | {unknown.Average():0.0} | {WelchOf(hidden, unknown):0.0} |";
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
