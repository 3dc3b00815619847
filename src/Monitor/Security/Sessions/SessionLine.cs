namespace ToolTime.Monitor.Security.Sessions;

/// <summary>A session as it is printed.</summary>
public sealed record SessionLine
{
    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    /// <summary>The session's identifier.</summary>
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

    /// <summary>What each rule adds to the risk, the largest first.</summary>
    public required IReadOnlyList<RiskPartLine> RiskParts { get; init; }

    /// <summary>What was found in calls, in their order.</summary>
    public required IReadOnlyList<SessionFindingLine> Findings { get; init; }

    /// <summary>What is unusual about the session as a whole.</summary>
    public required IReadOnlyList<BehaviourLine> Behaviour { get; init; }

    /// <summary>The printed form of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="from">The least severity of findings that are printed; the risk is that of all.</param>
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
