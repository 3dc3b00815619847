namespace ToolTime.Monitor.Events;

/// <summary>When something will be used up, in UTC, if work goes on as it did; docs/live.md says how far that was right.</summary>
/// <param name="At">The prediction.</param>
/// <param name="Earliest">In nine cases of ten it is not earlier.</param>
/// <param name="Latest">In nine cases of ten it is not later; null where it may never be.</param>
internal sealed record EventDepletion(string At, string Earliest, string? Latest);
