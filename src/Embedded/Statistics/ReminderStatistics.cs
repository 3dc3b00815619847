namespace ToolTime.Embedded;

/// <summary>A reminder and its ticks.</summary>
/// <param name="GrainType">The type of its grain.</param>
/// <param name="Name">The reminder's name.</param>
/// <param name="Period">Its period.</param>
/// <param name="LastTick">The tick that was delivered last.</param>
/// <param name="NextTick">The tick to come.</param>
public sealed record ReminderStatistics(string GrainType, string Name, TimeSpan Period, DateTimeOffset? LastTick, DateTimeOffset NextTick);
