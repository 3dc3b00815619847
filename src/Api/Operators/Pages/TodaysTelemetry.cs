using ToolTime.Telemetry;

namespace ToolTime.Api.Operators.Pages;

/// <summary>The telemetry accepted today, as exact sums.</summary>
internal static class TodaysTelemetry
{
    public static OperatorTable Create(IEnumerable<(AppName App, TelemetryTotals Totals)> today) => new(
        "today",
        "Today",
        "What was accepted for each program, up to a second late.",
        ["Program", "Startups", "Tasks", "Succeeded", "Failed", "Shares"],
        [.. today.Select(row => RowOf(row.App, row.Totals))]
    );

    private static IReadOnlyList<string?> RowOf(AppName app, TelemetryTotals totals) =>
    [
        app.ToString(),
        OperatorFigure.Count(totals.Startups),
        OperatorFigure.Count(totals.Tasks),
        OperatorFigure.Count(totals.Succeeded),
        OperatorFigure.Count(totals.Failed),
        OperatorFigure.Count(totals.Shares),
    ];
}
