using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `edits.unread`: edits of files that their agent had not read, of which at least three failed, and a tenth of all edits. The cost is that
/// of the responses after the failures. Only Claude Code: unknown for other clients.
/// </summary>
internal sealed class UnreadEdits : IInsightRule
{
    private const int FewestFailed = 3;
    private const double LeastShare = 0.1;

    /// <inheritdoc/>
    public IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions)
    {
        var edits = sessions.SelectMany(session => session.Calls.Where(call => call.Detail?.Kind is ToolKind.Edit)
            .Select(call => (Session: session, Call: call))).Where(edit => edit.Session.Client is ClientName.ClaudeCode).ToList();
        var unread = edits.Where(edit => edit.Call.IsEditWithoutRead).ToList();
        var failed = unread.Where(edit => edit.Call.IsFailure).ToList();
        if (failed.Count < FewestFailed || failed.Count < LeastShare * edits.Count)
        {
            yield break;
        }

        var cost = Evidence.Sum(failed.Select(edit => edit.Call.Next?.Cost));
        yield return new Insight
        {
            Kind = "edits.unread",
            Says = $"{Evidence.Count(failed.Count, "edit")} of {edits.Count:N0} failed because the agent had not read the file first.",
            CostUsd = cost,
            Figures =
            [
                new("failed edits without a read", failed.Count, "count"),
                new("edits without a read", unread.Count, "count"),
                new("share of all edits that failed this way", Math.Round((double)failed.Count / edits.Count, 4), "share"),
            ],
            Evidence = Evidence.From(failed),
            Change = "Tell the agent in CLAUDE.md to read a file before it edits it, with its own tool, not with a command: a command's output does not count as read.",
        };
    }
}
