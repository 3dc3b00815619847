namespace ToolTime.Publication;

/// <summary>
/// How every published name went over the newest published weeks, of all clients together. Lists of points are by position in <see
/// cref="Weeks"/>.
/// </summary>
public sealed record TrendsDocument
{
    /// <summary>The most weeks that are published.</summary>
    public const int MaximumWeeks = 52;

    /// <summary>
    /// The published ISO weeks, written <c>2026-W47</c>, the oldest first; a week that was never published is not among them.
    /// </summary>
    public required IReadOnlyList<string> Weeks { get; init; }

    /// <summary>True where the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Everybody; its calls are reports. Null in weeks where that is suppressed.</summary>
    public required IReadOnlyList<TrendPoint?> Everybody { get; init; }

    /// <summary>Every name that is published in one of the weeks at least, buckets left out.</summary>
    public required IReadOnlyList<NameTrend> Names { get; init; }
}

/// <summary>How a name went over the published weeks.</summary>
public sealed record NameTrend
{
    /// <summary>The dimension's name, such as <c>tool</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>A point for each week; null where the name is suppressed or nobody used it.</summary>
    public required IReadOnlyList<TrendPoint?> Points { get; init; }
}

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
