namespace ToolTime.Monitor.Events;

/// <summary>
/// That something stands out which did not in the last seven days: names and figures, and nothing of what was given or said.
/// </summary>
internal sealed record InsightAlert : LiveEvent
{
    /// <summary>The kind, as `retries.unchanged`.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about, where a kind may be found several times; else empty.</summary>
    public required string Subject { get; init; }

    /// <summary>A sentence.</summary>
    public required string Says { get; init; }

    /// <summary>What to change.</summary>
    public required string Change { get; init; }

    /// <summary>What it cost; null where that is not known.</summary>
    public required decimal? CostUsd { get; init; }
}
