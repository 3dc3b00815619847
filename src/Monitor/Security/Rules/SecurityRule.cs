using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>A rule: what it finds among the effects of a call.</summary>
public sealed class SecurityRule
{
    internal SecurityRule(string id, RuleCategory category, Severity severity, string technique, string finds, string ignores, Func<Effect,
        ProjectBoundary, RuleMatch?> match)
    {
        Id = id;
        Category = category;
        Severity = severity;
        Technique = technique;
        Finds = finds;
        Ignores = ignores;
        Match = match;
    }

    internal SecurityRule(string id, RuleCategory category, Severity severity, string technique, string finds, string ignores, Func<Effect,
        RuleMatch?> match)
        : this(id, category, severity, technique, finds, ignores, (effect, _) => match(effect))
    {
    }

    /// <summary>The rule's name, which does not change.</summary>
    public string Id { get; }

    /// <summary>What it is about.</summary>
    public RuleCategory Category { get; }

    /// <summary>How bad what it finds usually is.</summary>
    public Severity Severity { get; }

    /// <summary>The technique of MITRE ATT&amp;CK.</summary>
    public string Technique { get; }

    /// <summary>What it finds.</summary>
    public string Finds { get; }

    /// <summary>What it does not find.</summary>
    public string Ignores { get; }

    internal Func<Effect, ProjectBoundary, RuleMatch?> Match { get; }
}

/// <summary>That a rule found an effect.</summary>
/// <param name="Why">A sentence for people.</param>
/// <param name="Severity">How bad it is; null for what the rule usually says.</param>
internal sealed record RuleMatch(string Why, Severity? Severity = null);
