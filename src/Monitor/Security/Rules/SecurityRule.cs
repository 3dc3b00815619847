using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>A rule, which looks for something among a call's effects.</summary>
internal sealed class SecurityRule
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

    /// <summary>The rule's stable name.</summary>
    public string Id { get; }

    /// <summary>What it is about.</summary>
    public RuleCategory Category { get; }

    /// <summary>The usual severity of its findings.</summary>
    public Severity Severity { get; }

    /// <summary>The technique of MITRE ATT&amp;CK.</summary>
    public string Technique { get; }

    /// <summary>What it finds.</summary>
    public string Finds { get; }

    /// <summary>What it does not find.</summary>
    public string Ignores { get; }

    internal Func<Effect, ProjectBoundary, RuleMatch?> Match { get; }
}

/// <summary>A rule's match of an effect.</summary>
/// <param name="Why">One sentence for people.</param>
/// <param name="Severity">How bad it is; null for the rule's usual severity.</param>
internal sealed record RuleMatch(string Why, Severity? Severity = null);
