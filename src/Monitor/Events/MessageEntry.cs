namespace ToolTime.Monitor.Events;

/// <summary>What a <see cref="NewMessage"/> adds.</summary>
internal sealed record MessageEntry
{
    /// <summary>By which later entries of the same response are known.</summary>
    public required string Response { get; init; }

    /// <summary>True where an entry of the same response came before.</summary>
    public required bool IsUpdate { get; init; }

    public required string Model { get; init; }

    /// <summary>The kind of the sub-agent that it answered; null where there is none, or it has no name.</summary>
    public required string? Agent { get; init; }

    public required EventTokens Tokens { get; init; }

    /// <summary>In dollars; null where the model has no price.</summary>
    public required decimal? CostUsd { get; init; }
}
