using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `loops.file`: an agent changed a file, a command or a change failed, and it changed the same file again, four times or more without half
/// an hour's pause. What it cost are the agent's responses from the first change to the last.
/// </summary>
internal sealed class FileLoops : IInsightRule
{
    private const int Fewest = 4;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions)
    {
        var loops = sessions.SelectMany(session => Loops(session).Select(loop => (Session: session, Loop: loop)))
            .OrderByDescending(found => found.Loop.Rounds).ThenBy(found => found.Loop.From).ToList();
        if (loops.Count == 0)
            yield break;
        yield return new Insight
        {
            Kind = "loops.file",
            Says = $"{Evidence.Count(loops.Count, "file")} went round in circles: changed, failed and changed again, up to {loops[0].Loop.Rounds} times.",
            CostUsd = Evidence.Sum(loops.Select(found => found.Session)
                .Distinct()
                .SelectMany(session => session.Responses.Where(response => loops.Any(found => found.Session == session && found.Loop.Covers(response))))
                .Select(response => response.Cost)),
            Figures = [new("files", loops.Count, "count"), new("rounds", loops.Sum(found => found.Loop.Rounds), "count")],
            Evidence =
            [
                .. loops.Take(Evidence.Most).Select(found => Evidence.At(
                    found.Session,
                    found.Loop.From,
                    $"{Evidence.NameOf(found.Loop.Path)} changed again after {found.Loop.Rounds} failures, within {(found.Loop.To - found.Loop.From).TotalMinutes:0} minutes")),
            ],
            Change = "Stop the agent at the third failure and say what to find out first; a test that runs only the failing case shortens each round.",
        };
    }

    /// <summary>The loops of one session, which other figures count too.</summary>
    public static IEnumerable<FileLoop> Loops(RecordedSession session)
    {
        foreach (var agent in session.Calls.GroupBy(call => call.Agent))
        {
            var open = new Dictionary<string, FileLoop>(StringComparer.Ordinal);
            foreach (var call in agent.Where(call => call.Detail is not null))
            {
                if (call.IsFailure && (call.Detail!.Command is not null || call.Detail.IsChange))
                {
                    foreach (var (path, loop) in open.ToList())
                        open[path] = loop with { HasFailed = true };
                }

                if (call.Outcome is not CallOutcome.Fine || !call.Detail!.IsChange)
                    continue;
                foreach (var path in call.Detail.Paths)
                {
                    if (open.TryGetValue(path, out var loop) && call.At - loop.To <= LongestPause)
                    {
                        open[path] = loop with { To = call.At, Rounds = loop.Rounds + (loop.HasFailed ? 1 : 0), HasFailed = false };
                        continue;
                    }

                    if (loop is { Rounds: >= Fewest })
                        yield return loop;
                    open[path] = new FileLoop(path, agent.Key, call.At, call.At, 0, HasFailed: false);
                }
            }

            foreach (var loop in open.Values.Where(loop => loop.Rounds >= Fewest))
                yield return loop;
        }
    }
}

/// <summary>That a file was changed again and again, with failures in between.</summary>
internal sealed record FileLoop(string Path, int Agent, DateTimeOffset From, DateTimeOffset To, int Rounds, bool HasFailed)
{
    public bool Covers(RecordedResponse response) => response.Agent == Agent && response.At > From && response.At <= To;
}
