namespace ToolTime.Monitor.Insights.Rig;

/// <summary>How much an item of the rig was used.</summary>
/// <param name="Item">Which.</param>
/// <param name="Sessions">How many sessions had it.</param>
/// <param name="UsedIn">In how many of them it was used.</param>
/// <param name="Calls">How often.</param>
/// <param name="Tokens">What it adds to each request of a session; null where that is not known.</param>
/// <param name="IsMeasured">True where a transcript holds what was sent, false where it was reckoned from the item's own file.</param>
internal sealed record RigUse(RigItem Item, int Sessions, int UsedIn, int Calls, int? Tokens, bool IsMeasured);
