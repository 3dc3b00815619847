using ToolTime.Privacy;
using ToolTime.Publication;

namespace ToolTime.Api.Pages;

/// <summary>What a page of statistics shows: the very document that the door for machines serves, and beside it trends and rules.</summary>
public sealed record StatsView
{
    /// <summary>The window or week, and the clients.</summary>
    public required StatsQuery Query { get; init; }

    /// <summary>The figures.</summary>
    public required StatsDocument Stats { get; init; }

    /// <summary>How they went.</summary>
    public required TrendsDocument Trends { get; init; }

    /// <summary>The rules in force.</summary>
    public required PrivacyTerms Terms { get; init; }

    /// <summary>The tables, ready to be shown.</summary>
    public required IReadOnlyList<RankedTable> Tables { get; init; }

    /// <summary>The path of the page without its query.</summary>
    public string Path => Query.Week is { } week ? $"/week/{week}" : "/";

    /// <summary>True where figures of several weeks or clients are added up.</summary>
    public bool AddsUp => Query.AddsUp;
}
