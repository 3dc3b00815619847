namespace ToolTime.Api.Operators.Pages;

/// <summary>A table of an operators' page. The first cell of a row names it.</summary>
/// <param name="Id">Its place in the page.</param>
/// <param name="Title">Its heading.</param>
/// <param name="About">What it says, in a sentence or two.</param>
/// <param name="Headings">The headings, the first one of the rows' names.</param>
/// <param name="Rows">The rows, each with as many cells; null is what was not measured.</param>
public sealed record OperatorTable(
    string Id,
    string Title,
    string About,
    IReadOnlyList<string> Headings,
    IReadOnlyList<IReadOnlyList<string?>> Rows
);
