
namespace ToolTime.Grains.Privacy;

/// <summary>
/// Several weeks, or several clients, are made of published cells alone: sums of their sums, submitters the largest ("at
/// least"), no medians; what is hidden adds nothing. It closes subtraction between windows: a longer one says nothing that its weeks did not.
/// </summary>
internal static class CombinedCell
{
    /// <summary>The cells of one name, added up.</summary>
    /// <param name="cells">Cells of one name; at least one.</param>
    public static PublishedCell Of(IReadOnlyList<PublishedCell> cells) =>
        new(new(null, cells[0].Key.Name), Of([.. cells.Select(cell => cell.Figures)]));

    private static CellFigures Of(List<CellFigures> cells) => new()
    {
        Submitters = cells.Max(cell => cell.Submitters),
        Calls = Sum(cells, cell => cell.Calls),
        ObservedCalls = Sum(cells, cell => cell.ObservedCalls),
        Errors = Sum(cells, cell => cell.Errors),
        Rejections = Sum(cells, cell => cell.Rejections),
        ErrorRate = Rate(cells, cell => cell.Errors, cell => cell.ObservedCalls),
    };

    private static long? Sum(IEnumerable<CellFigures> cells, Func<CellFigures, long?> of) =>
        cells.Aggregate((long?)null, (sum, cell) => of(cell) is { } more ? (sum ?? 0) + more : sum);

    /// <summary>Over the cells that tell both; null where none does, or nothing was counted.</summary>
    private static double? Rate(IEnumerable<CellFigures> cells, Func<CellFigures, long?> part, Func<CellFigures, long?> whole)
    {
        var both = cells.Where(cell => part(cell) is not null && whole(cell) is not null).ToList();
        return Sum(both, whole) is { } denominator and > 0 ? Rounding.Rate((double)Sum(both, part)!.Value / denominator) : null;
    }
}
