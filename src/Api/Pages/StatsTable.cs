using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>A dimension's names as a page shows them, without empty columns.</summary>
/// <param name="Dimension">The dimension of the names.</param>
/// <param name="Title">The table's heading.</param>
/// <param name="About">A sentence on what is counted.</param>
/// <param name="Columns">The columns after the name.</param>
/// <param name="Rows">The rows.</param>
public sealed record StatsTable(
    Dimension Dimension,
    string Title,
    string About,
    IReadOnlyList<StatsColumn> Columns,
    IReadOnlyList<StatsRow> Rows
)
{
    /// <summary>The number of names shown if the table is not shown in full.</summary>
    public const int FirstRows = 10;

    /// <summary>The table's anchor.</summary>
    public string Id => Dimension.ToName();

    /// <summary>The number of names, without parts of others and without the bucket.</summary>
    public int Names => Rows.Count(row => !row.IsPart && !row.IsBucket);

    /// <summary>Whether there are rows that are only shown in full.</summary>
    public bool IsLong => Rows.Count(row => !row.IsPart) > FirstRows;

    /// <summary>The first ten names with their parts, or all.</summary>
    public IEnumerable<StatsRow> Shown(bool full)
    {
        var names = 0;
        return Rows.TakeWhile(row => full || row.IsPart || ++names <= FirstRows);
    }
}

/// <summary>A column of figures.</summary>
/// <param name="Heading">The column's heading.</param>
/// <param name="Note">The anchor of the note that explains its figures.</param>
public sealed record StatsColumn(string Heading, string Note);

/// <summary>A name and its figures.</summary>
/// <param name="Name">The name.</param>
/// <param name="Href">The path of its page; null for a bucket.</param>
/// <param name="IsBucket">True for the bucket of unlisted names.</param>
/// <param name="IsPart">True for a tool under its MCP server.</param>
/// <param name="Clients">The clients that have it, unless one client is chosen.</param>
/// <param name="Cells">One figure per column; null if not published or not measured.</param>
public sealed record StatsRow(string Name, string? Href, bool IsBucket, bool IsPart, string? Clients, IReadOnlyList<string?> Cells);
