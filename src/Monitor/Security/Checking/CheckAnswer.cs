namespace ToolTime.Monitor.Security.Checking;

/// <summary>The answer to one call.</summary>
/// <param name="Findings">What was found, the worst first; empty where nothing was.</param>
public sealed record CheckAnswer(IReadOnlyList<FindingLine> Findings);
