using ToolTime.Transcripts.Reporting;

namespace ToolTime.Uploader.Mcp;

/// <summary>What transcripts on this machine hold of some days, as an agent reads it. Sessions and projects are not in it.</summary>
internal sealed record LocalUsage
{
    /// <summary>The first and last day, both included.</summary>
    public required DateOnly Since { get; init; }

    public required DateOnly Until { get; init; }

    /// <summary>The zone whose days these are.</summary>
    public required string Timezone { get; init; }

    /// <summary>Tokens, cost and calls of all of it.</summary>
    public required UsageRow Totals { get; init; }

    public required IReadOnlyList<UsageRow> Models { get; init; }

    /// <summary>The most called first, as in all of what follows.</summary>
    public required IReadOnlyList<NameRow> Tools { get; init; }

    public required IReadOnlyList<NameRow> Skills { get; init; }

    public required IReadOnlyList<NameRow> McpServers { get; init; }

    /// <summary>How many rows of the tables were left out to keep this short.</summary>
    public required int RowsLeftOut { get; init; }

    /// <summary>With at most so many rows a table.</summary>
    public LocalUsage Cut(int rows)
    {
        LocalUsage cut = this with
        {
            Models = [.. Models.Take(rows)],
            Tools = [.. Tools.Take(rows)],
            Skills = [.. Skills.Take(rows)],
            McpServers = [.. McpServers.Take(rows)],
        };
        return cut with { RowsLeftOut = Count(this) - Count(cut) };

        static int Count(LocalUsage usage) => usage.Models.Count + usage.Tools.Count + usage.Skills.Count + usage.McpServers.Count;
    }
}
