namespace ToolTime.Monitor.Events;

/// <summary>When something will be used up, in UTC, if work continues at this rate; docs/live.md says how accurate that was.</summary>
/// <param name="At">The prediction.</param>
/// <param name="Earliest">In nine cases of ten it is not earlier.</param>
/// <param name="Latest">In nine cases of ten it is not later; null if it may never happen.</param>
internal sealed record EventDepletion(string At, string Earliest, string? Latest);
