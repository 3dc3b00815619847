namespace ToolTime.Monitor.Security;

/// <summary>Something that a rule found in a call.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Category">What the rule is about.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Technique">The technique of MITRE ATT&amp;CK.</param>
/// <param name="Segment">The part of the command, or the tool with its target, that does it.</param>
/// <param name="Why">One sentence for people.</param>
internal sealed record Finding(string Rule, RuleCategory Category, Severity Severity, string Technique, string Segment, string Why)
{
    /// <summary>The file that it concerns, absolute, or null.</summary>
    public string? Path { get; init; }
}
