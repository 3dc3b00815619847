using ToolTime.Api.Trends;
using ToolTime.Names;
using ToolTime.Privacy;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>What a name's page shows.</summary>
public sealed record NameView
{
    /// <summary>The name, its newest figures and its weeks.</summary>
    public required NameAnswer.Found Name { get; init; }

    /// <summary>The rules in force.</summary>
    public required PrivacyTerms Terms { get; init; }

    /// <summary>Its figures among each client's submitters; clients with too few are left out.</summary>
    public required IReadOnlyList<(string Client, NameFigures Figures)> Clients { get; init; }

    /// <summary>For an MCP server, its tools in the newest seven days, most used first.</summary>
    public IReadOnlyList<NameFigures> Tools =>
        Name.Dimension is not Dimension.McpServer
            ? []
            :
            [
                .. NameFigures
                    .From(Name.Stats, Dimension.Tool)
                    .Where(tool => McpToolName.TryParse(tool.Name, out var parts) && parts.Server == Name.Name)
                    .OrderByDescending(tool => tool.UniqueSubmitters)
                    .ThenBy(tool => tool.Name, StringComparer.Ordinal),
            ];

    /// <summary>This server's address as the reader reached it, without a trailing slash.</summary>
    public required string Origin { get; init; }

    /// <summary>
    /// The published names that it is ranked among, most used first. Built-in tools and tools of MCP servers are ranked apart, as they are
    /// listed.
    /// </summary>
    public IReadOnlyList<NameFigures> Peers =>
        Name.Dimension is not Dimension.Tool
            ? Name.Ranking
            : [.. Name.Ranking.Where(other => IsOfServer(other.Name) == IsOfServer(Name.Name))];

    /// <summary>The name's rank among its peers; null if it is not published.</summary>
    public int? Rank =>
        Name.Current is { } current ? 1 + Peers.Count(other => other.UniqueSubmitters > current.UniqueSubmitters) : null;

    /// <summary>Up to three names before and three after it in the ranking, with the name itself.</summary>
    public IEnumerable<NameFigures> Neighbours
    {
        get
        {
            var at = Peers.Index().FirstOrDefault(other => other.Item.Name == Name.Name).Index;
            return Name.Current is null ? [] : Peers.Skip(Math.Max(0, at - 3)).Take(7);
        }
    }

    private static bool IsOfServer(string tool) => McpToolName.TryParse(tool, out _);
}
