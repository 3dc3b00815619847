using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Insights.Trends;

/// <summary>How usage changes from week to week, and where this week leads.</summary>
/// <param name="Rows">Week over week, by tool, model and project, largest changes first.</param>
/// <param name="Hours">Over the last four weeks; empty if nothing was spent.</param>
/// <param name="ActiveDays">On how many of these days something was spent.</param>
/// <param name="Week">The forecast; null if there are too few weeks.</param>
internal sealed record TrendReport(IReadOnlyList<TrendRow> Rows, IReadOnlyList<HourShare> Hours, int ActiveDays, WeekForecast? Week)
{
    private const int Days = 7;
    private const int HourDays = 28;
    private const int MostRows = 12;

    /// <summary>Computes the trends from the index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="prices">The models' prices.</param>
    /// <param name="zone">The time zone of days and hours.</param>
    /// <param name="now">The current instant.</param>
    /// <param name="project">One project, by its name or folder; null for all.</param>
    public static TrendReport Make(UsageIndex index, PriceBook prices, TimeZoneInfo zone, DateTimeOffset now, string? project)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var today = DateOnly.FromDateTime(local);
        var source = new ReportSource(
            index,
            new ReportFilter(zone, today.AddDays(-Days * (WeekForecast.MostWeeks + 1)), today, project),
            prices
        );
        var usage = source
            .Usage()
            .Where(use => use.Cost is not null)
            .Select(use => (use.Day, use.Session.Project, use.Model, At: Local(use.Cell.Slot, zone), Cost: use.Cost!.Value))
            .ToList();
        var calls = source
            .Calls()
            .Where(call => call.Cell.IsSkill == 0)
            .Select(call => (call.Day, call.Name, Calls: (decimal)call.Cell.Calls));
        var rows = Compare("model", "usd", usage.Select(use => (use.Day, ModelName.Parse(use.Model).Shown, use.Cost)), today)
            .Concat(Compare("project", "usd", usage.Select(use => (use.Day, use.Project, use.Cost)), today))
            .Concat(Compare("tool", "calls", calls, today));
        var recent = usage.Where(use => use.Day > today.AddDays(-HourDays)).ToList();
        var sum = recent.Sum(use => use.Cost);
        return new TrendReport(
            [.. rows],
            sum == 0
                ? []
                :
                [
                    .. Enumerable
                        .Range(0, 24)
                        .Select(hour => new HourShare(hour, Share(recent.Where(use => use.At.Hour == hour).Sum(use => use.Cost), sum))),
                ],
            recent.Select(use => use.Day).Distinct().Count(),
            WeekForecast.Make([.. usage.Select(use => (use.At, use.Cost))], local)
        );
    }

    private static IEnumerable<TrendRow> Compare(
        string dimension,
        string unit,
        IEnumerable<(DateOnly Day, string Name, decimal Value)> values,
        DateOnly today
    ) =>
        values
            .Where(value => value.Day > today.AddDays(-2 * Days))
            .GroupBy(value => value.Name, StringComparer.Ordinal)
            .Select(name => new TrendRow(
                dimension,
                name.Key,
                unit,
                decimal.Round(name.Where(value => value.Day > today.AddDays(-Days)).Sum(value => value.Value), 6),
                decimal.Round(name.Where(value => value.Day <= today.AddDays(-Days)).Sum(value => value.Value), 6)
            ))
            .OrderByDescending(row => Math.Abs(row.Last - row.Before))
            .ThenBy(row => row.Name, StringComparer.Ordinal)
            .Take(MostRows);

    private static double Share(decimal part, decimal all) => (double)decimal.Round(part / all, 4);

    private static DateTime Local(int slot, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds((long)slot * UsageCell.SlotSeconds), zone).DateTime;
}

/// <summary>The last seven days of a name compared with the seven before.</summary>
/// <param name="Dimension">`tool`, `model` or `project`.</param>
/// <param name="Name">The tool, model or project.</param>
/// <param name="Unit">`usd` for models and projects, `calls` for tools.</param>
/// <param name="Last">Over the last seven days, including today.</param>
/// <param name="Before">Over the seven days before.</param>
internal sealed record TrendRow(string Dimension, string Name, string Unit, decimal Last, decimal Before)
{
    /// <summary>The ratio to the seven days before; null if there was nothing then.</summary>
    public double? Ratio => Before > 0 ? (double)decimal.Round(Last / Before, 3) : null;
}

/// <summary>An hour of the day's share of the last four weeks' cost.</summary>
/// <param name="Hour">0 to 23, in the user's zone.</param>
/// <param name="Share">0 to 1.</param>
internal sealed record HourShare(int Hour, double Share);
