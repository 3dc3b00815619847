namespace ToolTime.Grains.Usage;

/// <summary>How stored aggregates compare with their rows.</summary>
/// <param name="Same">How many days are stored as their rows give them.</param>
/// <param name="Due">Days whose rows have changed since their last rollup; the next one sees to them.</param>
/// <param name="Different">Days that are stored otherwise than their rows give them.</param>
public sealed record RebuildReport(int Same, IReadOnlyList<DateOnly> Due, IReadOnlyList<DateOnly> Different);
