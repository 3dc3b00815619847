namespace ToolTime.Monitor.Security.Behaviour;

/// <summary>A session's risk: the sum over its rules of the severity's weight times (1 + log2 of the count).</summary>
/// <param name="Total">The sum.</param>
/// <param name="Parts">What each rule adds, largest first.</param>
internal sealed record SessionRisk(double Total, IReadOnlyList<SessionRiskPart> Parts)
{
    /// <summary>The risk of findings; a rule counts with its worst severity.</summary>
    public static SessionRisk Compute(IEnumerable<(string Rule, Severity Severity)> findings)
    {
        var parts = findings.GroupBy(finding => finding.Rule, StringComparer.Ordinal)
            .Select(rule => (rule.Key, Severity: rule.Max(finding => finding.Severity), Count: rule.Count()))
            .Select(rule => new SessionRiskPart(rule.Key, rule.Severity, rule.Count, Weight(rule.Severity) * (1 + Math.Log2(rule.Count))))
            .OrderByDescending(part => part.Risk).ThenBy(part => part.Rule, StringComparer.Ordinal)
            .ToList();
        return new SessionRisk(parts.Sum(part => part.Risk), parts);
    }

    /// <summary>1, 3, 9, 27, 81 from `info` to `critical`.</summary>
    public static int Weight(Severity severity) => severity switch
    {
        Severity.Info => 1,
        Severity.Low => 3,
        Severity.Medium => 9,
        Severity.High => 27,
        _ => 81,
    };
}

/// <summary>What one rule adds to a session's risk.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">The worst severity of its findings.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Risk">What it adds.</param>
internal sealed record SessionRiskPart(string Rule, Severity Severity, int Count, double Risk);
