namespace ToolTime.Monitor.Security.Behaviour;

/// <summary>That a session is unusual as a whole.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="At">When the limit was passed.</param>
/// <param name="Count">How many calls there were within the window then.</param>
/// <param name="Why">A sentence for people.</param>
public sealed record BehaviourFinding(string Rule, Severity Severity, DateTimeOffset At, int Count, string Why);
