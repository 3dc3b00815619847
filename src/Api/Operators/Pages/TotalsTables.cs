using ToolTime.Usage;

namespace ToolTime.Api.Operators.Pages;

/// <summary>What was accepted for a day so far, by name: exact, not clamped, and only for operators.</summary>
internal static class TotalsTables
{
    private const int ShownNames = 50;

    /// <summary>One table per dimension that has any.</summary>
    public static IReadOnlyList<OperatorTable> Compute(IEnumerable<(UsageKey Key, UsageTotals Totals)> totals) =>
        [
            .. totals
                .GroupBy(name => name.Key.Dimension)
                .OrderBy(dimension => dimension.Key)
                .Select(dimension => TableOf(dimension.Key, [.. dimension])),
        ];

    private static OperatorTable TableOf(Dimension dimension, IReadOnlyList<(UsageKey Key, UsageTotals Totals)> names)
    {
        var shown = names
            .OrderByDescending(name => name.Totals.Calls)
            .ThenByDescending(name => name.Totals.Reports)
            .ThenBy(name => name.Key.Name, StringComparer.Ordinal)
            .Take(ShownNames);
        var title = dimension switch
        {
            Dimension.Tool => "Tools",
            Dimension.Skill => "Skills",
            Dimension.McpServer => "MCP servers",
            Dimension.Plugin => "Plugins",
            Dimension.Model => "Models",
            _ => "Clients",
        };
        return new(
            dimension.ToName(),
            title,
            names.Count > ShownNames ? $"The first {ShownNames} of {names.Count} names, by calls." : "All names, by calls.",
            ["Name", "Reports", "Calls", "Observed", "Errors", "Rejected"],
            [.. shown.Select(RowOf)]);
    }

    private static IReadOnlyList<string?> RowOf((UsageKey Key, UsageTotals Totals) name) =>
    [
        name.Key.Name.Length == 0 ? "others" : name.Key.Name,
        OperatorFigure.Count(name.Totals.Reports),
        OperatorFigure.Count(name.Totals.Calls),
        OperatorFigure.Count(name.Totals.ObservedCalls),
        OperatorFigure.Count(name.Totals.Errors),
        OperatorFigure.Count(name.Totals.Rejections),
    ];
}
