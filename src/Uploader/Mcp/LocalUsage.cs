using ToolTime.Transcripts.Reporting;

namespace ToolTime.Uploader.Mcp;

/// <summary>Usage from this machine's transcripts over some days, as an agent reads it. Without sessions and projects.</summary>
internal sealed record LocalUsage
{
    /// <summary>The first and last day, both included.</summary>
    public required DateOnly Since { get; init; }

    public required DateOnly Until { get; init; }

    /// <summary>The time zone of the days.</summary>
    public required string Timezone { get; init; }

    /// <summary>Tokens, cost and calls in total.</summary>
    public required UsageRow Totals { get; init; }

    public required IReadOnlyList<UsageRow> Models { get; init; }

    /// <summary>Most called first, as in all the following lists.</summary>
    public required IReadOnlyList<NameRow> Tools { get; init; }

    public required IReadOnlyList<NameRow> Skills { get; init; }

    public required IReadOnlyList<NameRow> McpServers { get; init; }

    /// <summary>How many rows of the tables were left out to keep the answer short.</summary>
    public required int RowsLeftOut { get; init; }

    /// <summary>Keeps at most <paramref name="rows"/> rows per table.</summary>
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
