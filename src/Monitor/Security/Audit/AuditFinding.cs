namespace ToolTime.Monitor.Security.Audit;

/// <summary>A finding in the audit trail.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Category">The category's name.</param>
/// <param name="Severity">The severity's name.</param>
public sealed record AuditFinding(string Rule, string Category, string Severity);
