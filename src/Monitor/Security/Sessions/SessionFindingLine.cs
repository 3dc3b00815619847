namespace ToolTime.Monitor.Security.Sessions;

/// <summary>A finding in a call, as it is printed.</summary>
/// <param name="At">When the call was made, UTC.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Denied">Whether the call was refused, so that it did not run.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Category">The category's name.</param>
/// <param name="Severity">The severity's name.</param>
/// <param name="Technique">The technique of MITRE ATT&amp;CK.</param>
/// <param name="Segment">The part of the command, without secrets.</param>
/// <param name="Why">A sentence for people.</param>
public sealed record SessionFindingLine(
    DateTimeOffset At,
    string Tool,
    bool Denied,
    string Rule,
    string Category,
    string Severity,
    string Technique,
    string Segment,
    string Why
)
{
    /// <summary>The printed form of a finding.</summary>
    public static SessionFindingLine From(SessionCall call, Finding finding) =>
        new(
            call.At,
            call.Tool,
            call.IsDenied,
            finding.Rule,
            WireName.From(finding.Category),
            WireName.From(finding.Severity),
            finding.Technique,
            finding.Segment,
            finding.Why
        );
}
