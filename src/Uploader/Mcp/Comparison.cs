using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ToolTime.Uploader.Mcp;

/// <summary>Usage here compared with the community's. It is computed on this machine, and nothing of it is sent.</summary>
internal sealed record Comparison
{
    /// <summary>The community's days, in UTC; this machine's last 7 days if the community is not available.</summary>
    public required DateOnly Since { get; init; }

    public required DateOnly Until { get; init; }

    /// <summary>The community's newest published seven days; null if not available.</summary>
    public required JsonObject? CommunityWeek { get; init; }

    /// <summary>Why the community's figures are missing, or null.</summary>
    public required string? CommunityUnavailable { get; init; }

    /// <summary>What is far from usual, the farthest first.</summary>
    [JsonPropertyName("stands_out")]
    public required IReadOnlyList<Outlier> Outliers { get; init; }

    /// <summary>The names of flagged tools and MCP servers.</summary>
    public required IReadOnlyList<string> Flagged { get; init; }

    /// <summary>Flagged ones first, then the most called.</summary>
    public required IReadOnlyList<ComparedName> Tools { get; init; }

    public required IReadOnlyList<ComparedName> McpServers { get; init; }

    public required IReadOnlyList<ComparedName> Skills { get; init; }

    /// <summary>How many rows of the tables were left out to keep the answer short.</summary>
    public required int RowsLeftOut { get; init; }

    /// <summary>Keeps at most <paramref name="rows"/> rows per table.</summary>
    public Comparison Cut(int rows)
    {
        Comparison cut = this with
        {
            Tools = [.. Tools.Take(rows)],
            McpServers = [.. McpServers.Take(rows)],
            Skills = [.. Skills.Take(rows)],
        };
        return cut with { RowsLeftOut = Count(this) - Count(cut) };

        static int Count(Comparison comparison) => comparison.Tools.Count + comparison.McpServers.Count + comparison.Skills.Count;
    }
}
