namespace ToolTime.Attacks.Worlds;

/// <summary>What happens at one instant, in this order.</summary>
/// <param name="At">When.</param>
/// <param name="Reports">Reports that are sent.</param>
/// <param name="Deletions">Tokens whose owners delete everything.</param>
/// <param name="Publishes">Whether the server does what is due.</param>
public sealed record Moment(DateTimeOffset At, IReadOnlyList<Report> Reports, IReadOnlyList<string> Deletions, bool Publishes);
