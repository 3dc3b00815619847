namespace ToolTime.Publication;

/// <summary>A name's figures in one published week. What stays under its limit is null.</summary>
public sealed record TrendPoint
{
    /// <summary>Distinct submitters who used it.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public required double? Adoption { get; init; }

    /// <summary>Calls, clamped; of everybody, reports.</summary>
    public required long? TotalCalls { get; init; }

    /// <summary>The median of submitters' calls.</summary>
    public required double? CallsMedian { get; init; }

    /// <summary>Errors over observed calls, 0 to 1.</summary>
    public required double? ErrorRate { get; init; }

    /// <summary>The median of submitters' error rates, of those with at least five observed calls.</summary>
    public required double? ErrorRateMedian { get; init; }

    /// <summary>Rejections over the calls for which they were counted, 0 to 1.</summary>
    public required double? RejectionRate { get; init; }

    /// <summary>The median of submitters' medians of how long a call ran, in milliseconds.</summary>
    public double? DurationMedianMs { get; init; }

    /// <summary>Of a skill: invocations that users typed over those of which it is known, 0 to 1.</summary>
    public double? TypedRate { get; init; }
}
