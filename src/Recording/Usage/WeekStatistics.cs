namespace ToolTime.Recording.Usage;

/// <summary>
/// stats.json: the last 7 days of one project, or of all, in the shape that tool-time's own skill and scripts read. Instants are UTC to the
/// second.
/// </summary>
internal sealed record WeekStatistics
{
    public required string Generated { get; init; }

    public required int TotalEvents { get; init; }

    public required SortedDictionary<string, ToolUse> Tools { get; init; }

    public required int EditWithoutReadCount { get; init; }

    /// <summary>The model that most sessions started with; null if none is known.</summary>
    public required string? Model { get; init; }

    /// <summary>The client with most events; null if there are none.</summary>
    public required string? Client { get; init; }

    public required SortedDictionary<string, SkillUse> Skills { get; init; }

    public required SortedDictionary<string, McpServerUse> McpServers { get; init; }

    public required IReadOnlyList<string> InstalledPlugins { get; init; }

    /// <summary>A tool's uses. Errors and rejections are null if no call was observed: "not measured" is not zero.</summary>
    internal sealed record ToolUse
    {
        public required int Calls { get; init; }

        public required int ErrorObservedCalls { get; init; }

        public required int? Errors { get; init; }

        public required int? Rejections { get; init; }

        public required string LastUsed { get; init; }
    }

    internal sealed record SkillUse
    {
        public required int Calls { get; init; }
    }

    internal sealed record McpServerUse
    {
        public required int Calls { get; init; }

        public required int? Errors { get; init; }

        public required int ErrorObservedCalls { get; init; }

        public required string LastUsed { get; init; }
    }
}
