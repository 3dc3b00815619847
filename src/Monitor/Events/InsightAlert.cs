namespace ToolTime.Monitor.Events;

/// <summary>Something stands out that did not in the last seven days: names and figures, and nothing that was entered or said.</summary>
internal sealed record InsightAlert : LiveEvent
{
    /// <summary>The kind, such as `retries.unchanged`.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about, if a kind can be found several times; otherwise empty.</summary>
    public required string Subject { get; init; }

    /// <summary>One sentence.</summary>
    public required string Says { get; init; }

    /// <summary>What to change.</summary>
    public required string Change { get; init; }

    /// <summary>Its cost in dollars; null if unknown.</summary>
    public required decimal? CostUsd { get; init; }
}
