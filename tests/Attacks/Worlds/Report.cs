namespace ToolTime.Attacks.Worlds;

/// <summary>What one client of somebody tells at once.</summary>
/// <param name="Token">The token.</param>
/// <param name="Client">The client, as the wire spells it.</param>
/// <param name="Days">Each day that is told of, with what is told of each name.</param>
public sealed record Report(string Token, string Client, IReadOnlyList<KeyValuePair<DateOnly, IReadOnlyDictionary<Name, Count>>> Days);
