namespace ToolTime.Monitor.Security.Checking;

/// <summary>A finding as it is written.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Category">The category's name.</param>
/// <param name="Severity">The severity's name.</param>
/// <param name="Technique">The technique of MITRE ATT&amp;CK.</param>
/// <param name="Segment">The part of the command.</param>
/// <param name="Why">A sentence for people.</param>
public sealed record FindingLine(string Rule, string Category, string Severity, string Technique, string Segment, string Why)
{
    /// <summary>The written form of a finding.</summary>
    public static FindingLine From(Finding finding) =>
        new(finding.Rule, WireName.From(finding.Category), WireName.From(finding.Severity), finding.Technique, finding.Segment,
            finding.Why);
}
