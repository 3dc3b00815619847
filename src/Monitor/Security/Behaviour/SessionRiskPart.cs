namespace ToolTime.Monitor.Security.Behaviour;

/// <summary>What one rule adds to a session's risk.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">The worst severity of its findings.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Risk">What they add.</param>
public sealed record SessionRiskPart(string Rule, Severity Severity, int Count, double Risk);
