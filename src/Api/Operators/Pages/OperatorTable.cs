namespace ToolTime.Api.Operators.Pages;

/// <summary>A table on an operators' page. The first cell of a row is its name.</summary>
/// <param name="Id">The table's anchor.</param>
/// <param name="Title">The table's heading.</param>
/// <param name="About">What the table shows, in a sentence or two.</param>
/// <param name="Headings">The column headings, including that of the names.</param>
/// <param name="Rows">The rows, with as many cells as there are headings; null for what was not measured.</param>
public sealed record OperatorTable(
    string Id,
    string Title,
    string About,
    IReadOnlyList<string> Headings,
    IReadOnlyList<IReadOnlyList<string?>> Rows
);
