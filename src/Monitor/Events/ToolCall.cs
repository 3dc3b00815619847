namespace ToolTime.Monitor.Events;

/// <summary>
/// A tool call: published when it starts, and again whenever more is known. Of several with one identifier, the last counts.
/// </summary>
internal sealed record ToolCall : LiveEvent
{
    /// <summary>Identifies the call; its later events share it.</summary>
    public required string Call { get; init; }

    /// <summary>The tool's name; null if a user started a skill.</summary>
    public required string? Tool { get; init; }

    /// <summary>The skill that it started, or null.</summary>
    public required string? Skill { get; init; }

    /// <inheritdoc cref="MessageEntry.Agent"/>
    public required string? Agent { get; init; }

    /// <summary>running, ok, error, rejection, or not_run if it was cancelled before it ran.</summary>
    public required string Outcome { get; init; }

    /// <summary>How long it ran; null if unknown.</summary>
    public required int? DurationMs { get; init; }
}
