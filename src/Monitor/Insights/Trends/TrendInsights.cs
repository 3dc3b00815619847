using ToolTime.Monitor.Insights.Findings;

namespace ToolTime.Monitor.Insights.Trends;

/// <summary>
/// `week.forecast`: even the low end of this week's range is a quarter above last week's cost, and the expected cost five dollars above.
/// `hours.peak`: over at least ten days of the last four weeks and twenty dollars, half of the cost falls within three hours of the day.
/// </summary>
internal static class TrendInsights
{
    private const decimal MoreThanLastWeek = 1.25m;
    private const decimal LeastDollars = 5;
    private const int PeakHours = 3;
    private const double PeakShare = 0.5;
    private const int FewestDays = 10;
    private const decimal FewestDollars = 20;

    public static IEnumerable<Insight> Find(TrendReport trends, decimal costOfFourWeeks)
    {
        if (
            trends.Week is { LastWeek: > 0 } week
            && week.Low >= MoreThanLastWeek * week.LastWeek
            && week.Expected - week.LastWeek >= LeastDollars
        )
        {
            yield return Forecast(week, trends.Rows);
        }

        if (trends.Hours.Count == 0 || trends.ActiveDays < FewestDays || costOfFourWeeks < FewestDollars)
        {
            yield break;
        }

        var (first, share) = Enumerable
            .Range(0, 24)
            .Select(hour => (hour, Share: Enumerable.Range(hour, PeakHours).Sum(next => trends.Hours[next % 24].Share)))
            .MaxBy(window => window.Share);
        if (share >= PeakShare)
        {
            yield return Peak(first, share, trends);
        }
    }

    private static Insight Forecast(WeekForecast week, IReadOnlyList<TrendRow> rows) =>
        new()
        {
            Kind = "week.forecast",
            Says = FormattableString.Invariant(
                $"This week will cost ${week.Expected:0.00} (${week.Low:0.00} to ${week.High:0.00}); last week was ${week.LastWeek:0.00}."
            ),
            Figures =
            [
                new("so far", (double)decimal.Round(week.SoFar, 2), "usd"),
                new("expected", (double)decimal.Round(week.Expected, 2), "usd"),
                new("low", (double)decimal.Round(week.Low, 2), "usd"),
                new("high", (double)decimal.Round(week.High, 2), "usd"),
                new("last week", (double)decimal.Round(week.LastWeek, 2), "usd"),
            ],
            Evidence =
            [
                .. rows.Where(row => row.Unit is "usd" && row.Last > row.Before)
                    .OrderByDescending(row => row.Last - row.Before)
                    .Take(3)
                    .Select(row => new InsightEvidence(
                        Client: null,
                        Session: null,
                        row.Dimension is "project" ? row.Name : null,
                        At: null,
                        FormattableString.Invariant(
                            $"{row.Dimension} {row.Name}: ${row.Last:0.00} in the last 7 days, ${row.Before:0.00} in the 7 before"
                        )
                    )),
            ],
            Change = "Look into what grew most; a budget (`tooltime budget set month 100`) warns before it is spent.",
        };

    private static Insight Peak(int hour, double share, TrendReport trends) =>
        new()
        {
            Kind = "hours.peak",
            Says = FormattableString.Invariant(
                $"{share * 100:0}% of the cost of the last four weeks falls between {hour}:00 and {(hour + PeakHours) % 24}:00."
            ),
            Figures = [new("share", Math.Round(share, 4), "share"), new("active days", trends.ActiveDays, "count")],
            Evidence =
            [
                .. Enumerable
                    .Range(hour, PeakHours)
                    .Select(next => trends.Hours[next % 24])
                    .Select(one => new InsightEvidence(
                        Client: null,
                        Session: null,
                        Project: null,
                        At: null,
                        FormattableString.Invariant($"{one.Hour}:00 has {one.Share * 100:0}%")
                    )),
            ],
            Change = "If you reach the five-hour limits, start long work before these hours or leave it until after them.",
        };
}
