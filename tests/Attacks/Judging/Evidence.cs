namespace ToolTime.Attacks.Judging;

/// <summary>What an adversary has of one victim in one world.</summary>
/// <param name="Sights">What is seen of each of the victim's names, in words that are compared whole.</param>
/// <param name="IsTrue">The secret, which only training may look at.</param>
public sealed record Evidence(IReadOnlyList<string> Sights, bool IsTrue);
