namespace ToolTime.Monitor.Security.Behaviour;

/// <summary>One call of a session, as the record has it.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="IsDenied">Whether the user or a hook refused it.</param>
/// <param name="Findings">What the rules found in it.</param>
/// <param name="Target">The file or the command that it concerns; for telling different ones apart.</param>
public sealed record ObservedCall(DateTimeOffset At, string Tool, bool IsDenied, IReadOnlyList<Finding> Findings, string Target);
