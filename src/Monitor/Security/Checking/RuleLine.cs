using ToolTime.Monitor.Security.Behaviour;
using ToolTime.Monitor.Security.Rules;

namespace ToolTime.Monitor.Security.Checking;

/// <summary>A rule as it is listed.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Category">The category's name.</param>
/// <param name="Severity">The severity's name.</param>
/// <param name="Technique">The technique of MITRE ATT&amp;CK.</param>
/// <param name="Finds">What it finds.</param>
/// <param name="Ignores">What it does not find.</param>
internal sealed record RuleLine(string Id, string Category, string Severity, string Technique, string Finds, string Ignores)
{
    /// <summary>The listed form of a rule.</summary>
    public static RuleLine From(SecurityRule rule) =>
        new(rule.Id, WireName.From(rule.Category), WireName.From(rule.Severity), rule.Technique, rule.Finds, rule.Ignores);

    /// <summary>The listed form of a rule over a session.</summary>
    public static RuleLine From(BehaviourRule rule) =>
        new(rule.Id, WireName.From(RuleCategory.Behaviour), WireName.From(rule.Severity), rule.Technique,
            $"{rule.Finds} Looks at whole sessions; never in a hook.", "");
}
