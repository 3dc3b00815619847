namespace ToolTime.Monitor.Events;

/// <summary>A session or subagent has not been active for a while. Transcripts do not say when one ends.</summary>
internal sealed record SessionEnd : LiveEvent
{
    /// <summary>The model that answered last; null if none did.</summary>
    public string? Model { get; init; }

    /// <inheritdoc cref="SessionStart.Version"/>
    public string? Version { get; init; }

    public required bool IsSubagent { get; init; }

    /// <inheritdoc cref="SessionStart.Agent"/>
    public required string? Agent { get; init; }

    /// <summary>Its usage since its <see cref="SessionStart"/>.</summary>
    public required EventTokens Tokens { get; init; }

    /// <summary>In dollars, over everything with a price.</summary>
    public required decimal CostUsd { get; init; }
}
