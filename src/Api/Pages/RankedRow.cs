namespace ToolTime.Api.Pages;

/// <summary>A name and its figures.</summary>
/// <param name="Name">The name as it is told.</param>
/// <param name="Href">Its page; null for a bucket, and for a name that is told of single clients only.</param>
/// <param name="IsBucket">True for names that are not told, together.</param>
/// <param name="Bar">The length of its bar, 0 to 1 of the longest of the table.</param>
/// <param name="Cells">A figure for each column; null where it is hidden or was not measured.</param>
/// <param name="Trend">Its submitters by published week; null where there is no trend to show.</param>
public sealed record RankedRow(string Name, string? Href, bool IsBucket, double Bar, IReadOnlyList<string?> Cells, IReadOnlyList<double?>? Trend);
