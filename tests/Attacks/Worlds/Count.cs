namespace ToolTime.Attacks.Worlds;

/// <summary>What a report tells of one name.</summary>
/// <param name="Calls">Calls; a plugin has none.</param>
/// <param name="Errors">How many of them failed.</param>
public readonly record struct Count(int Calls, int Errors = 0);
