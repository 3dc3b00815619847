using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Sessions;

namespace ToolTime.Uploader.Insights;

/// <summary>What was dangerous in what agents ran, as an agent reads it: by rule, without the commands.</summary>
/// <param name="Since">Start of the period, UTC.</param>
/// <param name="Sessions">How many sessions had calls.</param>
/// <param name="Calls">How many calls there were.</param>
/// <param name="Rules">The rules with findings of `medium` or above, worst first.</param>
/// <param name="RowsLeftOut">How many rows were left out to keep the answer short.</param>
internal sealed record AgentSecurity(DateTimeOffset Since, int Sessions, int Calls, IReadOnlyList<AgentSecurityRule> Rules, int RowsLeftOut)
{
    public static AgentSecurity From(IReadOnlyList<SessionSecurity> sessions, DateTimeOffset since) =>
        new(
            since,
            sessions.Count,
            sessions.Sum(session => session.Calls),
            [
                .. sessions
                    .SelectMany(session =>
                        session.Found.SelectMany(call =>
                            call.Findings.Where(finding => finding.Severity >= Severity.Medium)
                                .Select(finding => (Session: session, Call: call, Finding: finding))
                        )
                    )
                    .GroupBy(one => (one.Finding.Rule, one.Finding.Severity, one.Finding.Category))
                    .OrderByDescending(rule => rule.Key.Severity)
                    .ThenByDescending(rule => rule.Count())
                    .ThenBy(rule => rule.Key.Rule, StringComparer.Ordinal)
                    .Select(rule => new AgentSecurityRule(
                        rule.Key.Rule,
                        WireName.From(rule.Key.Severity),
                        WireName.From(rule.Key.Category),
                        rule.Count(),
                        rule.Count(one => one.Call.IsDenied),
                        rule.Select(one => one.Session.Session).Distinct().Count(),
                        rule.Max(one => one.Call.At)
                    )),
            ],
            RowsLeftOut: 0
        );

    /// <summary>Keeps at most <paramref name="rows"/> rules.</summary>
    public AgentSecurity Cut(int rows) => this with { Rules = [.. Rules.Take(rows)], RowsLeftOut = Math.Max(0, Rules.Count - rows) };
}

/// <summary>What one rule found.</summary>
internal sealed record AgentSecurityRule(
    string Rule,
    string Severity,
    string Category,
    int Findings,
    int Refused,
    int Sessions,
    DateTimeOffset Last
);
