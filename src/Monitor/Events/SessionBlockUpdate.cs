namespace ToolTime.Monitor.Events;

/// <summary>
/// The current 5-hour window of Claude's limits, computed from transcripts; sent when it changes, at most every few seconds.
/// </summary>
internal sealed record SessionBlockUpdate : LiveEvent
{
    /// <summary>Always estimate: no transcript says what a plan allows.</summary>
    public required string Source { get; init; }

    /// <summary>When it started and will end, in UTC.</summary>
    public required string Start { get; init; }

    public required string End { get; init; }

    public required EventTokens Tokens { get; init; }

    /// <summary>In dollars; null if nothing has a price.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>Per minute, since its first response.</summary>
    public required double? TokensPerMinute { get; init; }

    public required decimal? CostUsdPerHour { get; init; }

    /// <summary>Its predicted cost at its end, with a range; null if it has hardly started.</summary>
    public required EventRange? ProjectedCostUsd { get; init; }
}
