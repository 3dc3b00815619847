namespace ToolTime.Publication;

/// <summary>Two names that the same submitters use more often than chance.</summary>
/// <param name="First">The one that more submitters use.</param>
/// <param name="Second">The other.</param>
public sealed record StatsPair(StatsName First, StatsName Second);
