namespace ToolTime.Monitor.Events;

/// <summary>A session or subagent became active.</summary>
internal sealed record SessionStart : LiveEvent
{
    /// <summary>The model that answered first; null until one does.</summary>
    public required string? Model { get; init; }

    /// <summary>The client's version; null if the transcript does not have it.</summary>
    public required string? Version { get; init; }

    public required bool IsSubagent { get; init; }

    /// <summary>The kind of subagent; null if none, or unnamed.</summary>
    public required string? Agent { get; init; }

    /// <summary>True if the session was active before.</summary>
    public required bool IsResumed { get; init; }
}
