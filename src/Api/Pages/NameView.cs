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

    /// <summary>Its figures among the submitters of each client; of those that have too few, none.</summary>
    public required IReadOnlyList<(string Client, NameFigures Figures)> Clients { get; init; }

    /// <summary>Of an MCP server, its tools that the newest seven days show, the most used first.</summary>
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

    /// <summary>The address of this server, as the reader reached it, without a slash at its end.</summary>
    public required string Origin { get; init; }

    /// <summary>Up to three names before it and three after it in the ranking, and itself.</summary>
    public IEnumerable<NameFigures> Neighbours
    {
        get
        {
            var at = Name.Ranking.Index().FirstOrDefault(other => other.Item.Name == Name.Name).Index;
            return Name.Current is null ? [] : Name.Ranking.Skip(Math.Max(0, at - 3)).Take(7);
        }
    }
}
