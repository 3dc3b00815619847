namespace ToolTime.Monitor.Events;

/// <summary>The 5-hour window of Claude's limits that runs, by transcripts; sent when it changed, at most every few seconds.</summary>
internal sealed record SessionBlockUpdate : LiveEvent
{
    /// <summary>Always estimate: what a plan allows no transcript says.</summary>
    public required string Source { get; init; }

    /// <summary>When it began and will end, in UTC.</summary>
    public required string Start { get; init; }

    public required string End { get; init; }

    public required EventTokens Tokens { get; init; }

    /// <summary>In dollars; null where nothing of it has a price.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>Since its first response.</summary>
    public required double? TokensPerMinute { get; init; }

    public required decimal? CostUsdPerHour { get; init; }

    /// <summary>What it will have cost at its end, with a range; null where it has hardly begun.</summary>
    public required EventRange? ProjectedCostUsd { get; init; }
}
