namespace ToolTime.Publication;

/// <summary>A name's figures in one published week. What stays under its limit is null.</summary>
public sealed record TrendPoint
{
    /// <summary>Distinct submitters who used it, rounded down.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public required double? Adoption { get; init; }

    /// <summary>Calls, clamped; of everybody, reports.</summary>
    public required long? TotalCalls { get; init; }

    /// <summary>The median of submitters' calls.</summary>
    public required double? CallsMedian { get; init; }

    /// <summary>The mean of submitters' own error rates, bounded and blurred, 0 to 1; null where too few have a rate, or few could move it.</summary>
    public required double? ErrorRate { get; init; }

    /// <summary>The median of submitters' error rates, of those with at least five observed calls; null, too, where few of them could move it.</summary>
    public required double? ErrorRateMedian { get; init; }

    /// <summary>The mean of submitters' own rejection rates, bounded and blurred, 0 to 1; null as the error rate is.</summary>
    public required double? RejectionRate { get; init; }
}
