using System.Globalization;
using System.Text;
using System.Text.Json;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Sessions;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime security`: findings in transcripts, session by session. Stores nothing.</summary>
internal static class SecurityOverview
{
    /// <summary>The default number of days.</summary>
    public const int UsualDays = 30;

    private const int MostSegments = 3;
    private const int LongestSegment = 160;

    public static int Run(CommandContext context, DateOnly? firstDay, Severity from, string? rules)
    {
        var zone = context.Zone;
        var day = firstDay ?? context.Today.AddDays(1 - UsualDays);
        var since = LocalDay.Begin(day, zone);
        var scan = new SecurityScan(SecuritySetup.PastEngine(context, rules), context.Environment);
        var sessions = scan.Run(since);
        if (scan.Unreadable > 0)
        {
            context.Say($"{scan.Unreadable} of {scan.Files} transcripts could not be read.");
        }

        context.Write(context.AsJson
            ? JsonSerializer.Serialize(
                new SecurityDocument(context.Now, since, scan.Files, [.. sessions.Select(session => SessionLine.From(session, from))]),
                SecurityJson.Default.SecurityDocument)
            : Text(sessions, from, zone, day));
        return ExitCode.Fine;
    }

    private static string Text(IReadOnlyList<SessionSecurity> sessions, Severity from, TimeZoneInfo zone, DateOnly since)
    {
        var lines = sessions.Select(session => SessionLine.From(session, from)).ToList();
        var shown = lines.Where(session => session.Findings.Count + session.Behaviour.Count > 0).ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Since {since:yyyy-MM-dd}: {Count(lines.Count, "session")}, ")
            .Append(CultureInfo.InvariantCulture, $"{Count(lines.Sum(session => session.Calls), "call")}; ")
            .Append(shown.Count == 0 ? "nothing" : Count(shown.Count, "session"))
            .Append(CultureInfo.InvariantCulture, $" with findings of {WireName.From(from)} or above.\n");
        foreach (var session in shown)
        {
            Write(text, session, zone);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Write(StringBuilder text, SessionLine session, TimeZoneInfo zone)
    {
        var project = session.Project.Length == 0 ? "unknown project" : Path.GetFileName(session.Project.TrimEnd('/', '\\'));
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n{project}, {session.Client}, {Local(session.First)} to {Local(session.Last)}, {Count(session.Calls, "call")}{(session.Denied > 0 ? $", {session.Denied} refused" : "")}\n");
        text.Append(CultureInfo.InvariantCulture, $"  session {session.Session}\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"  risk {session.Risk:0.#}{(session.RiskParts.Count > 0 ? " = " : "")}{string.Join(" + ", session.RiskParts.Select(part => $"{part.Rule} {part.Risk:0.#}"))}\n");
        foreach (var unusual in session.Behaviour)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {unusual.Severity,-8} {unusual.Rule}: {unusual.Why}\n");
        }

        foreach (var rule in session.Findings.GroupBy(finding => (finding.Severity, finding.Rule))
            .OrderByDescending(rule => SeverityName.Parse(rule.Key.Severity)))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {rule.Key.Severity,-8} {rule.Key.Rule}, {Count(rule.Count(), "time")}\n");
            foreach (var finding in rule.Take(MostSegments))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Local(finding.At)}  {Short(finding.Segment)}{(finding.Denied ? "  (refused)" : "")}\n");
                text.Append(CultureInfo.InvariantCulture, $"                      {finding.Why}\n");
            }

            if (rule.Count() > MostSegments)
            {
                text.Append(CultureInfo.InvariantCulture, $"    and {rule.Count() - MostSegments} more; --json has them all\n");
            }
        }

        string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    // One line, without characters that move a terminal's cursor.
    private static string Short(string segment)
    {
        var line = new StringBuilder();
        foreach (var character in segment)
        {
            line.Append(char.IsControl(character) ? ' ' : character);
        }

        return line.Length <= LongestSegment ? line.ToString() : line.ToString(0, LongestSegment) + "…";
    }

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
