using System.Text.RegularExpressions;
using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `rejections.tool`: at least five calls of a tool were refused, and a quarter of all with a known outcome. Commands count by program and
/// subcommand, such as `Bash git push`.
/// </summary>
internal sealed partial class Rejections : IInsightRule
{
    private const int Fewest = 5;
    private const double LeastShare = 0.25;

    /// <inheritdoc/>
    public IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions)
    {
        var calls = sessions.SelectMany(session =>
            session.Calls.Where(call => call.IsObserved).Select(call => (Session: session, Call: call))
        );
        foreach (var tool in calls.GroupBy(one => NameOf(one.Call), StringComparer.Ordinal))
        {
            var refused = tool.Where(one => one.Call.Outcome is CallOutcome.Rejection).ToList();
            if (refused.Count < Fewest || refused.Count < LeastShare * tool.Count())
            {
                continue;
            }

            yield return new Insight
            {
                Kind = "rejections.tool",
                Subject = tool.Key,
                Says = $"{Evidence.Count(refused.Count, "call")} of {tool.Key} were refused, of {tool.Count():N0}.",
                CostUsd = Evidence.Sum(refused.Select(one => one.Call.Maker).Distinct().Select(response => response?.Cost)),
                Figures =
                [
                    new("refused calls", refused.Count, "count"),
                    new("share", Math.Round((double)refused.Count / tool.Count(), 4), "share"),
                ],
                Evidence = Evidence.From(refused.AsEnumerable().Reverse(), " was refused"),
                Change =
                    "Put what you always refuse into a deny rule and what you always allow into an allow rule, so that the agent can plan.",
            };
        }
    }

    private static string NameOf(RecordedCall call) =>
        call.Detail?.Command is { } command && Program().Match(command) is { Success: true } run
            ? $"{call.Tool} {run.Groups["run"].Value}"
            : call.Tool;

    // A program, and a following word that is neither an option nor a file.
    [GeneratedRegex(@"^\s*(?:cd\s+\S+\s*&&\s*)?(?<run>[a-z][\w.-]*(?:\s+[a-z][a-z-]*(?=\s|$))?)")]
    private static partial Regex Program();
}
