namespace ToolTime.Monitor.Events;

/// <summary>A session, or a sub-agent of one, is at work that was not for a while.</summary>
internal sealed record SessionStart : LiveEvent
{
    /// <summary>The model that answered first; null until one does.</summary>
    public required string? Model { get; init; }

    /// <summary>The client's version; null where the transcript did not say it.</summary>
    public required string? Version { get; init; }

    public required bool IsSubagent { get; init; }

    /// <summary>The kind of the sub-agent; null where there is none, or it has no name.</summary>
    public required string? Agent { get; init; }

    /// <summary>True where the session was at work before.</summary>
    public required bool IsResumed { get; init; }
}
