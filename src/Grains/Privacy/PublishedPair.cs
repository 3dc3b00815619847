namespace ToolTime.Grains.Privacy;

/// <summary>
/// Two names that the same submitters use more often than chance. Stored without numbers; the members' names never change.
/// </summary>
/// <param name="First">The name that more submitters use.</param>
/// <param name="Second">The other name.</param>
public sealed record PublishedPair(UsageName First, UsageName Second);
