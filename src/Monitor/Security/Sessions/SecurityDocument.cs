using ToolTime.Monitor.Security.Behaviour;

namespace ToolTime.Monitor.Security.Sessions;

/// <summary>The output of `tooltime security --json`. Members may be added, and none changes its meaning.</summary>
/// <param name="Generated">When it was made, UTC.</param>
/// <param name="Since">Start of the period, UTC.</param>
/// <param name="Transcripts">How many transcripts were read.</param>
/// <param name="Sessions">The sessions, highest risk first.</param>
internal sealed record SecurityDocument(
    DateTimeOffset Generated,
    DateTimeOffset Since,
    int Transcripts,
    IReadOnlyList<SessionLine> Sessions)
{
    /// <summary>The version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>A session as printed.</summary>
internal sealed record SessionLine
{
    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    /// <summary>The session's id.</summary>
    public required string Session { get; init; }

    /// <summary>The project's folder.</summary>
    public required string Project { get; init; }

    /// <summary>When its first call was made, UTC.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>When its last call was made, UTC.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>How many calls there were.</summary>
    public required int Calls { get; init; }

    /// <summary>How many of them were refused.</summary>
    public required int Denied { get; init; }

    /// <summary>The sum of <see cref="RiskParts"/>.</summary>
    public required double Risk { get; init; }

    /// <summary>What each rule adds to the risk, largest first.</summary>
    public required IReadOnlyList<RiskPartLine> RiskParts { get; init; }

    /// <summary>The calls' findings, in order.</summary>
    public required IReadOnlyList<SessionFindingLine> Findings { get; init; }

    /// <summary>What is unusual about the session as a whole.</summary>
    public required IReadOnlyList<BehaviourLine> Behaviour { get; init; }

    /// <summary>The printed form of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="from">The lowest severity of printed findings; the risk covers all.</param>
    public static SessionLine From(SessionSecurity session, Severity from) => new()
    {
        Client = session.Client,
        Session = session.Session,
        Project = session.Project,
        First = session.First,
        Last = session.Last,
        Calls = session.Calls,
        Denied = session.Denied,
        Risk = Math.Round(session.Risk.Total, 1),
        RiskParts = [.. session.Risk.Parts.Select(part =>
            new RiskPartLine(part.Rule, WireName.From(part.Severity), part.Count, Math.Round(part.Risk, 1)))],
        Findings = [.. session.Found.SelectMany(call => call.Findings.Where(finding => finding.Severity >= from)
            .Select(finding => SessionFindingLine.From(call, finding)))],
        Behaviour = [.. session.Behaviour.Where(finding => finding.Severity >= from).Select(BehaviourLine.From)],
    };
}

/// <summary>What one rule adds to a session's risk.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">The worst severity of its findings.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Risk">The severity's weight times 1 + log2 of the count.</param>
internal sealed record RiskPartLine(string Rule, string Severity, int Count, double Risk);

/// <summary>A finding in a call, as printed.</summary>
/// <param name="At">When the call was made, UTC.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Denied">Whether the call was refused, so that it did not run.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Category">The category's name.</param>
/// <param name="Severity">The severity's name.</param>
/// <param name="Technique">The technique of MITRE ATT&amp;CK.</param>
/// <param name="Segment">The part of the command, without secrets.</param>
/// <param name="Why">One sentence for people.</param>
internal sealed record SessionFindingLine(
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

/// <summary>What is unusual about a session, as printed.</summary>
/// <param name="At">When the limit was exceeded, UTC.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">The severity's name.</param>
/// <param name="Count">How many calls were within the window then.</param>
/// <param name="Why">One sentence for people.</param>
internal sealed record BehaviourLine(DateTimeOffset At, string Rule, string Severity, int Count, string Why)
{
    /// <summary>The printed form of a finding.</summary>
    public static BehaviourLine From(BehaviourFinding finding) =>
        new(finding.At, finding.Rule, WireName.From(finding.Severity), finding.Count, finding.Why);
}
