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

/// <summary>A column of figures.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Note">The anchor of the note that says how its figures are made.</param>
public sealed record StatsColumn(string Heading, string Note);

/// <summary>A name and its figures.</summary>
/// <param name="Name">The name.</param>
/// <param name="Href">Its page; null for a bucket.</param>
/// <param name="IsBucket">True for names that are not listed, together.</param>
/// <param name="IsPart">True for a tool under its MCP server.</param>
/// <param name="Clients">The clients that have it, where that is not plain.</param>
/// <param name="Cells">A figure for each column; null where it is not published or was not measured.</param>
public sealed record StatsRow(string Name, string? Href, bool IsBucket, bool IsPart, string? Clients, IReadOnlyList<string?> Cells);
