namespace ToolTime.Attacks.Poisoning;

/// <summary>How liars moved a published figure of a tool. What is null was hidden; the truth that it is compared with is told however unsteady it is.</summary>
/// <param name="Figure">The figure, as the door calls it.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Honest">The truth where other honest people stood in the liars' places.</param>
/// <param name="Without">The truth of the honest people alone, without margins and blurs.</param>
/// <param name="Poisoned">What was told with liars.</param>
public sealed record Shift(string Figure, int Tool, double? Honest, double? Without, double? Poisoned);
