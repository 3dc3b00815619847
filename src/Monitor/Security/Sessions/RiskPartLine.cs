namespace ToolTime.Monitor.Security.Sessions;

/// <summary>What one rule adds to a session's risk.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">The worst severity of its findings.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Risk">The severity's weight times 1 + log2 of the count.</param>
public sealed record RiskPartLine(string Rule, string Severity, int Count, double Risk);
