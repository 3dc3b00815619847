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
