namespace ToolTime.Monitor.Security.Sessions;

/// <summary>A call of a session in which something was found.</summary>
/// <param name="At">When it was made, UTC, to the second.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="IsDenied">Whether the user or a hook refused it, so that it did not run.</param>
/// <param name="Findings">What was found, the worst first.</param>
public sealed record SessionCall(DateTimeOffset At, string Tool, bool IsDenied, IReadOnlyList<Finding> Findings);
