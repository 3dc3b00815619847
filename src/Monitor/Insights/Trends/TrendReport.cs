using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Insights.Trends;

/// <summary>How usage changes from week to week, and where this one leads.</summary>
/// <param name="Rows">Week over week, by tool, model and project, the largest changes first.</param>
/// <param name="Hours">Of the last four weeks; empty where nothing was spent.</param>
/// <param name="ActiveDays">On how many days of them something was spent.</param>
/// <param name="Week">The forecast; null where there are too few weeks.</param>
internal sealed record TrendReport(IReadOnlyList<TrendRow> Rows, IReadOnlyList<HourShare> Hours, int ActiveDays, WeekForecast? Week)
{
    private const int Days = 7;
    private const int HourDays = 28;
    private const int MostRows = 12;

    /// <summary>Of what the index has.</summary>
    /// <param name="index">The index.</param>
    /// <param name="prices">What models cost.</param>
    /// <param name="zone">By whose clock days and hours go.</param>
    /// <param name="now">The instant by which it is made.</param>
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
        var rows = Compare("model", "usd", usage.Select(use => (use.Day, use.Model, use.Cost)), today)
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

/// <summary>The last seven days of something beside the seven before.</summary>
/// <param name="Dimension">`tool`, `model` or `project`.</param>
/// <param name="Name">Which.</param>
/// <param name="Unit">`usd` of models and projects, `calls` of tools.</param>
/// <param name="Last">Of the last seven days, today among them.</param>
/// <param name="Before">Of the seven days before.</param>
internal sealed record TrendRow(string Dimension, string Name, string Unit, decimal Last, decimal Before)
{
    /// <summary>How many times as much; null where there was none before.</summary>
    public double? Ratio => Before > 0 ? (double)decimal.Round(Last / Before, 3) : null;
}

/// <summary>How much of the cost of the last four weeks an hour of the day has.</summary>
/// <param name="Hour">0 to 23, by the user's clock.</param>
/// <param name="Share">0 to 1.</param>
internal sealed record HourShare(int Hour, double Share);
