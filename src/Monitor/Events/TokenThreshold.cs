namespace ToolTime.Monitor.Events;

/// <summary>A limit of the client's maker is used to 80% or in full; once in each of its windows.</summary>
internal sealed record TokenThreshold : LiveEvent
{
    /// <summary>five_hour or seven_day.</summary>
    public required string Window { get; init; }

    /// <summary>official where the client itself said it; estimate where transcripts do.</summary>
    public required string Source { get; init; }

    /// <summary>Tokens that were used; null where only a share is known.</summary>
    public required long? Current { get; init; }

    /// <summary>Tokens that may be used; null where only a share is known.</summary>
    public required long? Limit { get; init; }

    /// <summary>From 0 to 100.</summary>
    public required double Percentage { get; init; }

    /// <summary>80 or 100.</summary>
    public required int Threshold { get; init; }

    /// <summary>When the window begins again, in UTC; null where that is not known.</summary>
    public required string? ResetsAt { get; init; }
}
