namespace ToolTime.Grains.Privacy;

/// <summary>
/// Two names that the same submitters use more often than chance. Stored without any number, so its members' names never change.
/// </summary>
/// <param name="First">The one that more submitters use.</param>
/// <param name="Second">The other.</param>
public sealed record PublishedPair(UsageName First, UsageName Second);
