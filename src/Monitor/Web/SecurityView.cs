using System.Globalization;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Behaviour;
using ToolTime.Monitor.Security.Sessions;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Web;

/// <summary>The page Security's content, and the answer of `GET /api/security`.</summary>
/// <param name="Generated">When it was made, UTC.</param>
/// <param name="Days">How many days it covers.</param>
/// <param name="Counts">Findings by day, severity and category.</param>
/// <param name="Findings">Newest first.</param>
/// <param name="Sessions">Highest risk first.</param>
/// <param name="Boundary">Folders outside projects, most used first.</param>
/// <param name="Clients">The clients to choose from.</param>
/// <param name="Projects">The projects to choose from.</param>
internal sealed record SecurityView(
    DateTimeOffset Generated, int Days, IReadOnlyList<SecurityCount> Counts, IReadOnlyList<SecurityViewFinding> Findings,
    IReadOnlyList<SecurityViewSession> Sessions, IReadOnlyList<BoundaryFolder> Boundary, IReadOnlyList<string> Clients,
    IReadOnlyList<string> Projects)
{
    private const int MostFindings = 200;
    private const int MostSessions = 50;
    private const int MostFolders = 50;

    /// <summary>A filtered view of sessions.</summary>
    public static SecurityView From(
        IReadOnlyList<SessionSecurity> sessions, SecurityFilter filter, IReadOnlySet<string> acknowledged, DateTimeOffset now)
    {
        var chosen = sessions.Where(filter.Takes).ToList();
        var findings = chosen.SelectMany(session => session.Found.SelectMany(call => call.Findings
                .Select(finding => SecurityViewFinding.From(session, call, finding, acknowledged)))
            .Concat(session.Behaviour.Select(finding => SecurityViewFinding.From(session, finding, acknowledged)))).ToList();
        var shown = findings.Where(filter.Takes).ToList();
        return new SecurityView(
            now, filter.Days, [.. Count(shown)],
            [.. Together(shown.OrderByDescending(finding => finding.At)).Take(MostFindings)],
            [.. chosen.Where(session => session.Risk.Total > 0).Take(MostSessions).Select(SecurityViewSession.From)],
            [.. Folders(findings).Take(MostFolders)],
            [.. sessions.Select(session => session.Client).Distinct().Order(StringComparer.Ordinal)],
            [.. sessions.Select(SecurityViewSession.NameOf).Distinct().Order(StringComparer.Ordinal)]);
    }

    // What a session did again is one row, dated by the last time.
    private static IEnumerable<SecurityViewFinding> Together(IEnumerable<SecurityViewFinding> findings) =>
        findings.GroupBy(finding => (finding.Session, finding.Rule, finding.Segment, finding.Why, finding.Denied, finding.Acknowledged))
            .Select(same => same.First() with { Keys = [.. same.SelectMany(finding => finding.Keys)] });

    private static IEnumerable<SecurityCount> Count(IEnumerable<SecurityViewFinding> findings) =>
        findings.GroupBy(finding => (
                Day: finding.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), finding.Severity, finding.Category))
            .Select(group => new SecurityCount(group.Key.Day, group.Key.Severity, group.Key.Category, group.Count()))
            .OrderBy(count => count.Day, StringComparer.Ordinal);

    private static IEnumerable<BoundaryFolder> Folders(IEnumerable<SecurityViewFinding> findings) =>
        findings.Where(finding => finding.Rule is "boundary.read" or "boundary.write" && finding.Path is not null)
            .GroupBy(finding => FolderOf(finding.Path!), StringComparer.Ordinal)
            .Select(folder => (folder.Key, Reads: folder.Count(finding => finding.Rule is "boundary.read"), All: folder.Count()))
            .Select(folder => new BoundaryFolder(folder.Key, folder.Reads, folder.All - folder.Reads))
            .OrderByDescending(folder => folder.Writes).ThenByDescending(folder => folder.Reads);

    // A folder of a home or of the system: three names identify it.
    private static string FolderOf(string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return "/" + string.Join('/', names.Take(Math.Min(3, Math.Max(1, names.Length - 1))));
    }
}

/// <summary>How many findings a day, severity and category had.</summary>
internal sealed record SecurityCount(string Day, string Severity, string Category, int Count);

/// <summary>How often a folder outside projects was read and written.</summary>
internal sealed record BoundaryFolder(string Folder, int Reads, int Writes);

/// <summary>A finding on the page, which may have happened several times: each time has a key.</summary>
internal sealed record SecurityViewFinding(
    IReadOnlyList<string> Keys, DateTimeOffset At, string Client, string Session, string Project, string Tool, bool Denied, string Rule,
    string Category, string Severity, string Segment, string Why, string? Path, bool Acknowledged)
{
    public static SecurityViewFinding From(SessionSecurity session, SessionCall call, Finding finding, IReadOnlySet<string> acknowledged)
    {
        var at = call.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = IdHash.Compute($"{session.Session}|{at}|{finding.Rule}|{finding.Segment}").ToString();
        return new SecurityViewFinding(
            [key], call.At, session.Client, session.Session, SecurityViewSession.NameOf(session), call.Tool, call.IsDenied, finding.Rule,
            WireName.From(finding.Category), WireName.From(finding.Severity), finding.Segment, finding.Why, finding.Path,
            acknowledged.Contains(key));
    }

    public static SecurityViewFinding From(SessionSecurity session, BehaviourFinding finding, IReadOnlySet<string> acknowledged)
    {
        var key = IdHash.Compute($"{session.Session}|{finding.Rule}").ToString();
        return new SecurityViewFinding(
            [key], finding.At, session.Client, session.Session, SecurityViewSession.NameOf(session), Tool: "", Denied: false, finding.Rule,
            WireName.From(RuleCategory.Behaviour), WireName.From(finding.Severity), Segment: "", finding.Why, Path: null,
            acknowledged.Contains(key));
    }
}

/// <summary>A session on the page.</summary>
internal sealed record SecurityViewSession(
    string Client, string Session, string Project, DateTimeOffset First, DateTimeOffset Last, int Calls, int Denied, double Risk,
    IReadOnlyList<RiskPartLine> RiskParts)
{
    public static SecurityViewSession From(SessionSecurity session)
    {
        var line = SessionLine.From(session, Severity.Critical);
        return new SecurityViewSession(
            line.Client, line.Session, NameOf(session), line.First, line.Last, line.Calls, line.Denied, line.Risk, line.RiskParts);
    }

    public static string NameOf(SessionSecurity session) => System.IO.Path.GetFileName(session.Project.TrimEnd('/', '\\'));
}
