using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Security.Sessions;

/// <summary>A call as it was read of a transcript.</summary>
/// <param name="Key">By which its result and its copies are known.</param>
/// <param name="Session">The session that it belongs to.</param>
/// <param name="At">When it was made.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Project">The project's folder; null where it is not known.</param>
/// <param name="Findings">What was found in it.</param>
/// <param name="Target">What it concerns; for telling different ones apart.</param>
internal sealed record ReadCallSecurity(
    IdHash Key, string Session, DateTimeOffset At, string Tool, string? Project, IReadOnlyList<Finding> Findings, string Target);
