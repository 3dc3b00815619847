namespace ToolTime.Monitor.Events;

/// <summary>What a <see cref="NewMessage"/> adds.</summary>
internal sealed record MessageEntry
{
    /// <summary>Identifies the response; all its entries share it.</summary>
    public required string Response { get; init; }

    /// <summary>True if an earlier entry of the same response exists.</summary>
    public required bool IsUpdate { get; init; }

    public required string Model { get; init; }

    /// <summary>The kind of subagent that answered; null if none, or unnamed.</summary>
    public required string? Agent { get; init; }

    public required EventTokens Tokens { get; init; }

    /// <summary>In dollars; null if the model has no price.</summary>
    public required decimal? CostUsd { get; init; }
}
