namespace ToolTime.Monitor.Security.Behaviour;

/// <summary>A rule about a session: too many calls of a kind within a time window.</summary>
/// <param name="Id">The rule's stable name.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Technique">The technique of MITRE ATT&amp;CK.</param>
/// <param name="Limit">How many calls are too many, at least 2.</param>
/// <param name="Window">The length of the time window.</param>
/// <param name="CountsTargets">Whether only calls with different targets count.</param>
/// <param name="Finds">What it finds.</param>
/// <param name="Includes">Which calls count.</param>
internal sealed record BehaviourRule(string Id, Severity Severity, string Technique, int Limit, TimeSpan Window, bool CountsTargets,
    string Finds, Func<ObservedCall, bool> Includes)
{
    /// <summary>All rules about sessions.</summary>
    public static IReadOnlyList<BehaviourRule> All { get; } =
    [
        new("behaviour.burst", Severity.Low, "T1059", 120, TimeSpan.FromMinutes(1), CountsTargets: false,
            "120 calls within a minute.", _ => true),
        new("behaviour.denied", Severity.Medium, "T1548", 5, TimeSpan.FromMinutes(10), CountsTargets: false,
            "Five refused calls within ten minutes.", call => call.IsDenied),
        new("behaviour.crossings", Severity.Medium, "T1083", 10, TimeSpan.FromMinutes(30), CountsTargets: true,
            "Ten different places outside the project within half an hour.",
            call => call.Findings.Any(finding => finding.Category is RuleCategory.Boundary)),
        new("behaviour.secret-reads", Severity.High, "T1552.001", 4, TimeSpan.FromMinutes(10), CountsTargets: true,
            "Four different files with secrets within ten minutes.",
            call => call.Findings.Any(finding => finding.Category is RuleCategory.SecretAccess)),
        new("behaviour.delegation", Severity.Low, "T1496", 20, TimeSpan.FromMinutes(10), CountsTargets: false,
            "Twenty subagents started within ten minutes.",
            call => call.Tool is "Agent" or "Task" or "task" or "spawn_agent"),
    ];
}
