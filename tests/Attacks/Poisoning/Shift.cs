namespace ToolTime.Attacks.Poisoning;

/// <summary>How liars moved a published figure of a tool.</summary>
/// <param name="Figure">The figure, as the door calls it.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Honest">What was told where all were honest; null where it was hidden.</param>
/// <param name="Poisoned">What was told with liars; null where it was hidden.</param>
public sealed record Shift(string Figure, int Tool, double? Honest, double? Poisoned);
