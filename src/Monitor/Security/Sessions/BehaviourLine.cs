using ToolTime.Monitor.Security.Behaviour;

namespace ToolTime.Monitor.Security.Sessions;

/// <summary>What is unusual about a session, as it is printed.</summary>
/// <param name="At">When the limit was passed, UTC.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">The severity's name.</param>
/// <param name="Count">How many calls there were within the rule's window.</param>
/// <param name="Why">A sentence for people.</param>
public sealed record BehaviourLine(DateTimeOffset At, string Rule, string Severity, int Count, string Why)
{
    /// <summary>The printed form of a finding.</summary>
    public static BehaviourLine From(BehaviourFinding finding) =>
        new(finding.At, finding.Rule, WireName.From(finding.Severity), finding.Count, finding.Why);
}
