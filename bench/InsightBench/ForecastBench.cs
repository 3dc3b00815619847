using System.Globalization;
using ToolTime.Monitor.Insights.Trends;

namespace ToolTime.InsightBench;

/// <summary>
/// How near forecasts of a week's cost come, day by day of the week, over a year of five people's costs that are made up.
/// </summary>
internal static class ForecastBench
{
    private const int Weeks = 60;
    private const int Warm = 8;

    private static readonly string[] Ways =
    [
        "as last week",
        "so far, and last week's rest",
        "so far, and the mean rest (shipped)",
        "so far, and the median rest",
        "the mean rest, scaled by so far",
    ];

    public static IEnumerable<string> Measure()
    {
        var errors = Ways.Select(_ => new List<double>[7]).ToArray();
        foreach (var way in errors)
        {
            for (var day = 0; day < 7; day++)
            {
                way[day] = [];
            }
        }

        var inRange = new List<bool>[7];
        for (var day = 0; day < 7; day++)
        {
            inRange[day] = [];
        }

        for (var person = 0; person < 5; person++)
        {
            var costs = Costs(person);
            for (var week = Warm; week < Weeks; week++)
            {
                for (var day = 0; day < 7; day++)
                {
                    Judge(costs, week, day, errors, inRange);
                }
            }
        }

        yield return "| forecast | " + string.Join(" | ", (string[])["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]) + " |";
        yield return "|---|---|---|---|---|---|---|---|";
        for (var way = 0; way < Ways.Length; way++)
        {
            yield return $"| {Ways[way]} | {string.Join(" | ", errors[way].Select(day => Percent(Median(day))))} |";
        }

        yield return $"| within the range (shipped) | {string.Join(" | ", inRange.Select(day => Percent(day.Average(one => one ? 1.0 : 0))))} |";
    }

    private static void Judge(List<(DateTime At, decimal Cost)> costs, int week, int day, List<double>[][] errors, List<bool>[] inRange)
    {
        var begin = Monday.AddDays(7 * week);
        var now = begin.AddDays(day).AddHours(12);
        var known = costs.Where(cost => cost.At < now && cost.At >= begin.AddDays(-7 * (WeekForecast.MostWeeks + 1))).ToList();
        var real = (double)costs.Where(cost => cost.At >= begin && cost.At < begin.AddDays(7)).Sum(cost => cost.Cost);
        if (real == 0 || WeekForecast.Make(known, now) is not { } forecast)
        {
            return;
        }

        var rests = Enumerable
            .Range(1, WeekForecast.MostWeeks)
            .Select(back =>
                (double)
                    known
                        .Where(cost => cost.At >= now.AddDays(-7 * back) && cost.At < begin.AddDays(-7 * (back - 1)))
                        .Sum(cost => cost.Cost)
            )
            .ToList();
        var fars = Enumerable
            .Range(1, WeekForecast.MostWeeks)
            .Select(back =>
                (double)known.Where(cost => cost.At >= begin.AddDays(-7 * back) && cost.At < now.AddDays(-7 * back)).Sum(cost => cost.Cost)
            )
            .ToList();
        var far = (double)forecast.SoFar;
        var scale = fars.Average() > 0 ? Math.Clamp(far / fars.Average(), 0.5, 2) : 1;
        double[] predicted =
        [
            (double)forecast.LastWeek,
            far + rests[0],
            (double)forecast.Expected,
            far + Median(rests),
            far + (rests.Average() * scale),
        ];
        for (var way = 0; way < predicted.Length; way++)
        {
            errors[way][day].Add(Math.Abs(predicted[way] - real) / real);
        }

        inRange[day].Add(real >= (double)forecast.Low && real <= (double)forecast.High);
    }

    private static DateTime Monday => new(2026, 1, 5, 0, 0, 0, DateTimeKind.Unspecified);

    // Days off, holidays, weeks with a deadline, a slow growth, and one change of how much a person works.
    private static List<(DateTime At, decimal Cost)> Costs(int person)
    {
        var random = new Random(100 + person);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var costs = new List<(DateTime, decimal)>();
        double[] level = [6, 25, 3, 60, 12];
        double[] weekend = [0.02, 0.4, 0, 0.15, 0.9];
        for (var week = 0; week < Weeks; week++)
        {
            var busy =
                Math.Exp(0.35 * Normal())
                * Math.Pow(1.01, week)
                * (week > 35 && person % 2 == 0 ? 1.8 : 1)
                * (random.Next(13) == 0 ? 0.05 : 1);
            for (var day = 0; day < 7; day++)
            {
                var chance = day < 5 ? 0.92 : weekend[person];
                if (random.NextDouble() > chance)
                {
                    continue;
                }

                var cost = level[person] * busy * Math.Exp(0.6 * Normal());
                for (var part = 0; part < 8; part++)
                {
                    costs.Add((Monday.AddDays((7 * week) + day).AddHours(9 + (part * 1.25)), (decimal)(cost / 8)));
                }
            }
        }

        return costs;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0}%");
}
