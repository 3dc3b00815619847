using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Usage;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `failures.tool`, `failures.skill`, `failures.plugin`, `failures.mcp-server`, `failures.agent`: of at least ten calls with a known
/// outcome a third failed, and twice the rate of all others. The cost is that of the responses after the failures. A server's tools count
/// for the server; tools that run commands are left out, since a command's outcome says nothing about the tool.
/// </summary>
internal sealed class AccountFailures : IInsightRule
{
    private const int FewestCalls = 10;
    private const double LeastRate = 1.0 / 3;

    /// <inheritdoc/>
    public IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions)
    {
        var calls = sessions
            .SelectMany(session => session.Calls.Where(call => call.IsObserved).Select(call => (Session: session, Call: call)))
            .ToList();
        foreach (
            var (kind, shown, of) in Account
                .All.Select(account => (account.Name, account.Shown, (Func<RecordedCall, string?>)account.Find))
                .Prepend(
                    ("tool", "The tool", call => CellName.McpServer(call.Tool) is null && call.Detail?.Command is null ? call.Tool : null)
                )
        )
        {
            foreach (var name in calls.Where(one => of(one.Call) is not null).GroupBy(one => of(one.Call)!, StringComparer.Ordinal))
            {
                var (own, failed) = (name.Count(), name.Where(one => one.Call.IsFailure).ToList());
                var others = calls.Count - own;
                var otherRate = others == 0 ? 0 : (double)(calls.Count(one => one.Call.IsFailure) - failed.Count) / others;
                var rate = (double)failed.Count / own;
                if (own >= FewestCalls && rate >= LeastRate && rate >= 2 * otherRate)
                {
                    yield return Found(kind, shown, name.Key, own, rate, otherRate, failed);
                }
            }
        }
    }

    private static Insight Found(
        string kind,
        string shown,
        string name,
        int calls,
        double rate,
        double otherRate,
        List<(RecordedSession Session, RecordedCall Call)> failed
    ) =>
        new()
        {
            Kind = $"failures.{kind}",
            Subject = name,
            Says = Evidence.Invariant(
                $"{shown} {name} failed in {failed.Count:N0} of {calls:N0} calls; all others fail in {otherRate * 100:0.#}%."
            ),
            CostUsd = Evidence.Sum(failed.Select(one => one.Call.Next).Distinct().Select(response => response?.Cost)),
            Figures =
            [
                new("failed calls", failed.Count, "count"),
                new("error rate", Math.Round(rate, 4), "share"),
                new("error rate of all others", Math.Round(otherRate, 4), "share"),
            ],
            Evidence = Evidence.From(failed.AsEnumerable().Reverse(), " failed"),
            Change = kind switch
            {
                "mcp-server" =>
                    "Check that the server runs and is signed in (`tooltime doctor`, the client's own /mcp); remove it if it is not needed.",
                "tool" =>
                    "Read the newest failures: a missing program, a wrong folder or a permission: state it once in the project's instructions.",
                _ => "Read the newest failures and correct its instructions accordingly.",
            },
        };
}
