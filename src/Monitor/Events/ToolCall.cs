namespace ToolTime.Monitor.Events;

/// <summary>
/// A tool call: once when it begins, and again whenever more is known of it. Of several with one identifier the last counts.
/// </summary>
internal sealed record ToolCall : LiveEvent
{
    /// <summary>By which later events of the same call are known.</summary>
    public required string Call { get; init; }

    /// <summary>The tool's name; null where a user started a skill.</summary>
    public required string? Tool { get; init; }

    /// <summary>The skill that it started; null where it started none.</summary>
    public required string? Skill { get; init; }

    /// <inheritdoc cref="MessageEntry.Agent"/>
    public required string? Agent { get; init; }

    /// <summary>running, ok, error, rejection, or not_run for one that was cancelled before it ran.</summary>
    public required string Outcome { get; init; }

    /// <summary>How long it ran; null where that is not known.</summary>
    public required int? DurationMs { get; init; }
}
