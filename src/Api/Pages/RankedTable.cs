namespace ToolTime.Api.Pages;

/// <summary>A dimension's names, ranked, as a page shows them.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">What it is of.</param>
/// <param name="About">A sentence on what is counted.</param>
/// <param name="Columns">Its columns after the name and before the trend.</param>
/// <param name="Rows">Its rows, the first in rank first.</param>
public sealed record RankedTable(string Id, string Title, string About, IReadOnlyList<RankedColumn> Columns, IReadOnlyList<RankedRow> Rows)
{
    /// <summary>True where one row at least has a trend.</summary>
    public bool HasTrends => Rows.Any(row => row.Trend is not null);
}
