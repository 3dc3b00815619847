using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>A dimension's names, as a page shows them, without columns that hold nothing.</summary>
/// <param name="Dimension">What it is of.</param>
/// <param name="Title">Its heading.</param>
/// <param name="About">A sentence on what is counted.</param>
/// <param name="Columns">Its columns after the name.</param>
/// <param name="Rows">Its rows.</param>
public sealed record StatsTable(
    Dimension Dimension,
    string Title,
    string About,
    IReadOnlyList<StatsColumn> Columns,
    IReadOnlyList<StatsRow> Rows
)
{
    /// <summary>Rows that are shown of a table that is not shown in full.</summary>
    public const int FirstRows = 10;

    /// <summary>Its anchor.</summary>
    public string Id => Dimension.ToName();

    /// <summary>Names in it, without what stands under another.</summary>
    public int Names => Rows.Count(row => !row.IsPart);

    /// <summary>The first ten names with what stands under them, or all.</summary>
    public IEnumerable<StatsRow> Shown(bool full)
    {
        var names = 0;
        return Rows.TakeWhile(row => full || row.IsPart || ++names <= FirstRows);
    }
}
