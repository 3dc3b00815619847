namespace ToolTime.Publication;

/// <summary>
/// Every published name's figures over the newest published weeks, for all clients together. Lists of points are parallel to <see
/// cref="Weeks"/>.
/// </summary>
public sealed record TrendsDocument
{
    /// <summary>The maximum number of weeks.</summary>
    public const int MaximumWeeks = 52;

    /// <summary>The published ISO weeks, written <c>2026-W47</c>, oldest first; weeks that were never published are left out.</summary>
    public required IReadOnlyList<string> Weeks { get; init; }

    /// <summary>True if the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>All submitters together; their "calls" are reports. Null in weeks in which the figures are suppressed.</summary>
    public required IReadOnlyList<TrendPoint?> Everybody { get; init; }

    /// <summary>Every name published in at least one of the weeks, without buckets.</summary>
    public required IReadOnlyList<NameTrend> Names { get; init; }
}

/// <summary>A name's figures over the published weeks.</summary>
public sealed record NameTrend
{
    /// <summary>The dimension's name, such as <c>tool</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>One point per week; null if the name is suppressed or unused.</summary>
    public required IReadOnlyList<TrendPoint?> Points { get; init; }
}

/// <summary>A name's figures in one published week. Figures below their threshold are null.</summary>
public sealed record TrendPoint
{
    /// <summary>Distinct submitters who used it.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public required double? Adoption { get; init; }

    /// <summary>Calls, clamped; reports for all submitters together.</summary>
    public required long? TotalCalls { get; init; }

    /// <summary>The median of submitters' calls.</summary>
    public required double? CallsMedian { get; init; }

    /// <summary>Errors over observed calls, 0 to 1.</summary>
    public required double? ErrorRate { get; init; }

    /// <summary>The median of submitters' error rates, of those with at least five observed calls.</summary>
    public required double? ErrorRateMedian { get; init; }

    /// <summary>Rejections over the calls for which rejections were counted, 0 to 1.</summary>
    public required double? RejectionRate { get; init; }

    /// <summary>The median of submitters' median call durations, in milliseconds.</summary>
    public double? DurationMedianMs { get; init; }

    /// <summary>For a skill: invocations that users typed over those whose origin is known, 0 to 1.</summary>
    public double? TypedRate { get; init; }
}
