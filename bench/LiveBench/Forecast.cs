using System.Globalization;
using System.Text.Json;

namespace ToolTime.LiveBench;

/// <summary>
/// How far predictions of a 5-hour window's end were right when half of it was over: the straight line from the begin, the rate of the last
/// 15 minutes, and the middle of both; on transcripts of a folder, and on windows that are made up.
/// </summary>
internal static class Forecast
{
    private const double WindowMinutes = 300;
    private const double Half = WindowMinutes / 2;
    private const double Recent = 15;
    private const int MadeUp = 2000;

    public static IEnumerable<string> Measure(string? folder)
    {
        yield return "| windows | prediction | within 10% | median error | 10% of the rest | 90% of the rest |";
        yield return "|---|---|---|---|---|---|";
        if (folder is not null)
        {
            foreach (var line in Judge("recorded", Recorded(folder)))
            {
                yield return line;
            }
        }

        foreach (var line in Judge("made up", MakeUp()))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Judge(string name, List<IReadOnlyList<(double Minute, double Usage)>> windows)
    {
        // One that ended before half of it says nothing of a prediction.
        var usable = windows.Where(window => window[^1].Minute > Half && window[0].Minute < Half - 10).ToList();
        var ways = new (string Name, Func<IReadOnlyList<(double Minute, double Usage)>, double> Predict)[]
        {
            ("straight line", window => Line(window)),
            ("last 15 minutes", window =>
                window.Where(use => use.Minute is > Half - Recent and <= Half).Sum(use => use.Usage) / Recent * Half
            ),
            ("middle of both", window =>
                (Line(window) + (window.Where(use => use.Minute is > Half - Recent and <= Half).Sum(use => use.Usage) / Recent * Half)) / 2
            ),
        };
        foreach (var (way, rest) in ways)
        {
            var errors = usable
                .Select(window => Math.Abs(Sum(window, Half) + rest(window) - Sum(window, WindowMinutes)) / Sum(window, WindowMinutes))
                .Order()
                .ToList();
            var ratios = usable
                .Where(window => rest(window) > 0)
                .Select(window => (Sum(window, WindowMinutes) - Sum(window, Half)) / rest(window))
                .Order()
                .ToList();
            yield return errors.Count == 0
                ? $"| {name}: 0 of {windows.Count} reach beyond half | {way} | - | - | - | - |"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name}: {usable.Count} of {windows.Count} reach beyond half | {way} | {errors.Count(error => error <= 0.1) * 100.0 / errors.Count:0}% | {errors[errors.Count / 2] * 100:0}% | {At(ratios, 10):0.00} | {At(ratios, 90):0.00} |"
                );
        }
    }

    private static double Line(IReadOnlyList<(double Minute, double Usage)> window) => Sum(window, Half) / (Half - window[0].Minute) * Half;

    private static double Sum(IReadOnlyList<(double Minute, double Usage)> window, double until) =>
        window.Where(use => use.Minute <= until).Sum(use => use.Usage);

    private static double At(List<double> sorted, int percent) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];

    // Responses of every transcript, by output: a window begins with the hour of its first one.
    private static List<IReadOnlyList<(double Minute, double Usage)>> Recorded(string folder)
    {
        var uses = new SortedDictionary<DateTimeOffset, double>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories))
        {
            foreach (var line in File.ReadLines(path).Where(line => line.Contains("\"usage\"", StringComparison.Ordinal)))
            {
                try
                {
                    using var json = JsonDocument.Parse(line);
                    if (
                        json.RootElement.TryGetProperty("timestamp", out var at)
                        && json.RootElement.TryGetProperty("message", out var message)
                        && message.TryGetProperty("usage", out var usage)
                        && usage.TryGetProperty("output_tokens", out var output)
                        && at.TryGetDateTimeOffset(out var instant)
                    )
                    {
                        uses[instant] = output.GetDouble();
                    }
                }
                catch (JsonException) { }
            }
        }

        var windows = new List<IReadOnlyList<(double, double)>>();
        List<(double Minute, double Usage)>? window = null;
        var start = DateTimeOffset.MinValue;
        foreach (var (at, usage) in uses)
        {
            if (window is null || (at - start).TotalMinutes >= WindowMinutes)
            {
                start = new DateTimeOffset(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);
                windows.Add(window = []);
            }

            window.Add(((at - start).TotalMinutes, usage));
        }

        return windows;
    }

    // Bursts of work with pauses between them, both of very unequal length, as people and agents work.
    private static List<IReadOnlyList<(double Minute, double Usage)>> MakeUp()
    {
        var random = new Random(20261130);
        var windows = new List<IReadOnlyList<(double, double)>>();
        for (var i = 0; i < MadeUp; i++)
        {
            var window = new List<(double, double)>();
            var minute = random.NextDouble() * 60;
            while (minute < WindowMinutes)
            {
                var end = minute + LogNormal(random, 20, 1);
                var pace = LogNormal(random, 0.5, 0.5);
                for (; minute < Math.Min(end, WindowMinutes); minute += LogNormal(random, pace, 0.7))
                {
                    window.Add((minute, LogNormal(random, 400, 1)));
                }

                minute += LogNormal(random, 10, 1.2);
            }

            if (window.Count > 0)
            {
                windows.Add(window);
            }
        }

        return windows;
    }

    private static double LogNormal(Random random, double median, double sigma) =>
        median * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
