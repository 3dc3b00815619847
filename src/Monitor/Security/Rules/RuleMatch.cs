namespace ToolTime.Monitor.Security.Rules;

/// <summary>That a rule found an effect.</summary>
/// <param name="Why">A sentence for people.</param>
/// <param name="Severity">How bad it is; null for what the rule usually says.</param>
internal sealed record RuleMatch(string Why, Severity? Severity = null);
