namespace ToolTime.Publication;

/// <summary>How many submitters used any name of a kind, over all clients; null where they are too few.</summary>
public sealed record StatsAny
{
    /// <summary>Any MCP server.</summary>
    public required StatsUse? McpServer { get; init; }

    /// <summary>Any skill.</summary>
    public required StatsUse? Skill { get; init; }

    /// <summary>Any plugin.</summary>
    public required StatsUse? Plugin { get; init; }

    /// <summary>Any name that is not listed, of whatever kind.</summary>
    public required StatsUse? Unlisted { get; init; }
}
