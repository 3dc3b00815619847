namespace ToolTime.Monitor.Events;

/// <summary>A limit of the client's vendor is 80% or fully used; once per threshold and window.</summary>
internal sealed record TokenThreshold : LiveEvent
{
    /// <summary>five_hour, seven_day or spend_limit.</summary>
    public required string Window { get; init; }

    /// <summary>official if the client reported it; estimate if computed from transcripts.</summary>
    public required string Source { get; init; }

    /// <summary>Dollars used; null if only a share is known.</summary>
    public required decimal? Current { get; init; }

    /// <summary>Dollars allowed; null if only a share is known.</summary>
    public required decimal? Limit { get; init; }

    /// <summary>Over 100 if the limit is exceeded.</summary>
    public required double Percentage { get; init; }

    /// <summary>80 or 100.</summary>
    public required int Threshold { get; init; }

    /// <summary>When the window resets, in UTC; null if unknown.</summary>
    public required string? ResetsAt { get; init; }
}
