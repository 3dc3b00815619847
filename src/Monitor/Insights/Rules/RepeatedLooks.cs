using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `loops.looks`: an agent read or searched the same thing at least five times without changing anything in between. The cost is that of
/// the responses that asked again.
/// </summary>
internal sealed class RepeatedLooks : IInsightRule
{
    private const int Fewest = 5;

    /// <inheritdoc/>
    public IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions)
    {
        var runs = sessions.SelectMany(session => Runs(session).Select(run => (Session: session, Calls: run)))
            .OrderByDescending(run => run.Calls.Count).ThenBy(run => run.Calls[0].At).ToList();
        if (runs.Count == 0)
        {
            yield break;
        }

        var repeated = runs.Sum(run => run.Calls.Count - 1);
        yield return new Insight
        {
            Kind = "loops.looks",
            Says = $"{Evidence.Count(repeated, "time")} an agent looked again at something that had not changed since.",
            CostUsd = Evidence.Sum(runs.SelectMany(run => run.Calls.Skip(1)).Select(call => call.Maker?.Cost)),
            Figures = [new("repeated looks", repeated, "count"), new("most at one thing", runs[0].Calls.Count, "count")],
            Evidence =
            [
                .. runs.Take(Evidence.Most).Select(run => Evidence.At(
                    run.Session, run.Calls[0].At, $"{Evidence.Describe(run.Calls[0])}, {run.Calls.Count} times until {run.Calls[^1].At:HH:mm} UTC")),
            ],
            Change = "If the context was compacted in between, work in shorter sessions; otherwise say in the instructions where things are.",
        };
    }

    private static IEnumerable<IReadOnlyList<RecordedCall>> Runs(RecordedSession session)
    {
        foreach (var agent in session.Calls.GroupBy(call => call.Agent))
        {
            var looks = new Dictionary<IdHash, List<RecordedCall>>();
            foreach (var call in agent.Where(call => call is { Outcome: CallOutcome.Ok, Detail: not null }))
            {
                if (call.Detail!.IsLook)
                {
                    if (!looks.TryGetValue(call.Detail.Input, out var seen))
                    {
                        looks[call.Detail.Input] = seen = [];
                    }

                    seen.Add(call);
                }
                else if (call.Detail.IsChange || call.Detail is { Command: not null, IsPlainRead: false })
                {
                    // A command may change anything.
                    foreach (var run in looks.Values.Where(run => run.Count >= Fewest))
                    {
                        yield return run;
                    }

                    looks.Clear();
                }
            }

            foreach (var run in looks.Values.Where(run => run.Count >= Fewest))
            {
                yield return run;
            }
        }
    }
}
