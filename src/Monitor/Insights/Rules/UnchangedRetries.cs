using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `retries.unchanged`: the same call failed at least three times in a row, and nothing was changed in between. The cost is that of the
/// responses that asked again.
/// </summary>
internal sealed class UnchangedRetries : IInsightRule
{
    private const int Fewest = 3;

    /// <inheritdoc/>
    public IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions)
    {
        var runs = sessions
            .SelectMany(session => Runs(session).Select(run => (Session: session, Calls: run)))
            .OrderByDescending(run => run.Calls.Count)
            .ThenBy(run => run.Calls[0].At)
            .ToList();
        if (runs.Count == 0)
        {
            yield break;
        }

        var repeated = runs.Sum(run => run.Calls.Count - 1);
        var tool = runs.GroupBy(run => run.Calls[0].Tool, StringComparer.Ordinal).MaxBy(tool => tool.Sum(run => run.Calls.Count))!.Key;
        yield return new Insight
        {
            Kind = "retries.unchanged",
            Says = $"{Evidence.Count(repeated, "call")} repeated a call that had failed, with the same input, mostly {tool}.",
            CostUsd = Evidence.Sum(runs.SelectMany(run => run.Calls.Skip(1)).Select(call => call.Maker?.Cost)),
            Figures =
            [
                new("repeated calls", repeated, "count"),
                new("runs", runs.Count, "count"),
                new("longest run", runs[0].Calls.Count, "count"),
            ],
            Evidence =
            [
                .. runs.Take(Evidence.Most)
                    .Select(run =>
                        Evidence.At(
                            run.Session,
                            run.Calls[0].At,
                            $"{Evidence.Describe(run.Calls[0])} failed {run.Calls.Count} times in a row"
                        )
                    ),
            ],
            Change =
                "Write down in the project's instructions what this call needs, and that a failed call is looked into before it is repeated.",
        };
    }

    /// <summary>The runs of one session; other figures count them too.</summary>
    public static IEnumerable<IReadOnlyList<RecordedCall>> Runs(RecordedSession session)
    {
        foreach (var agent in session.Calls.GroupBy(call => call.Agent))
        {
            // The agent may look at other things meanwhile; a change may help.
            var open = new Dictionary<IdHash, List<RecordedCall>>();
            foreach (var call in agent.Where(call => call.Detail is not null))
            {
                var input = call.Detail!.Input;
                if (call.IsFailure)
                {
                    if (!open.TryGetValue(input, out var run))
                    {
                        open[input] = run = [];
                    }

                    run.Add(call);
                }
                else if (call.Outcome is CallOutcome.Ok && call.Detail.IsChange)
                {
                    foreach (var run in Ended(open.Values))
                    {
                        yield return run;
                    }

                    open.Clear();
                }
                else if (open.Remove(input, out var ended) && ended.Count >= Fewest)
                {
                    yield return ended;
                }
            }

            foreach (var run in Ended(open.Values))
            {
                yield return run;
            }
        }
    }

    private static IEnumerable<IReadOnlyList<RecordedCall>> Ended(IEnumerable<List<RecordedCall>> runs) =>
        runs.Where(run => run.Count >= Fewest);
}
