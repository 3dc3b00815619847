namespace ToolTime.Api.Pages;

/// <summary>A name and its figures.</summary>
/// <param name="Name">The name.</param>
/// <param name="Href">Its page; null for a bucket.</param>
/// <param name="IsBucket">True for names that are not listed, together.</param>
/// <param name="IsPart">True for a tool under its MCP server.</param>
/// <param name="Clients">The clients that have it, where that is not plain.</param>
/// <param name="Cells">A figure for each column; null where it is not published or was not measured.</param>
public sealed record StatsRow(string Name, string? Href, bool IsBucket, bool IsPart, string? Clients, IReadOnlyList<string?> Cells);
