using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `loops.file`: an agent changed a file, a command or change failed, and it changed the same file again, at least four times without a
/// pause of half an hour. The cost is that of the agent's responses from the first change to the last.
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
        {
            yield break;
        }

        yield return new Insight
        {
            Kind = "loops.file",
            Says = $"{Evidence.Count(loops.Count, "file")} went around in circles: changed, failed and changed again, up to {loops[0].Loop.Rounds} times.",
            CostUsd = Evidence.Sum(loops.SelectMany(found => found.Loop.Responses).Distinct().Select(response => response.Cost)),
            Figures = [new("files", loops.Count, "count"), new("rounds", loops.Sum(found => found.Loop.Rounds), "count")],
            Evidence =
            [
                .. loops.Take(Evidence.Most).Select(found => Evidence.At(
                    found.Session,
                    found.Loop.From,
                    $"{Evidence.NameOf(found.Loop.Path)} changed again after {found.Loop.Rounds} failures, within {Evidence.Minutes(found.Loop.To - found.Loop.From)}")),
            ],
            Change = "Stop the agent at the third failure and say what to find out first; a test that runs only the failing case shortens each round.",
        };
    }

    /// <summary>The loops of one session; other figures count them too.</summary>
    public static IEnumerable<LoopingFile> Loops(RecordedSession session)
    {
        foreach (var agent in session.Calls.GroupBy(call => call.Agent))
        {
            var open = new Dictionary<string, LoopingFile>(StringComparer.Ordinal);
            foreach (var call in agent.Where(call => call.Detail is not null))
            {
                foreach (var loop in open.Values)
                {
                    loop.Note(call);
                }

                if (call.Outcome is not CallOutcome.Ok || !call.Detail!.IsChange)
                {
                    continue;
                }

                foreach (var path in call.Detail.Paths)
                {
                    if (open.TryGetValue(path, out var loop) && call.At - loop.To <= LongestPause)
                    {
                        loop.Change(call);
                        continue;
                    }

                    if (loop is { Rounds: >= Fewest })
                    {
                        yield return loop;
                    }

                    open[path] = new LoopingFile(path, call);
                }
            }

            foreach (var loop in open.Values.Where(loop => loop.Rounds >= Fewest))
            {
                yield return loop;
            }
        }
    }
}

/// <summary>A file that was changed again and again, with failures in between.</summary>
/// <param name="path">The file.</param>
/// <param name="first">Its first change.</param>
internal sealed class LoopingFile(string path, RecordedCall first)
{
    private readonly List<RecordedResponse> _responses = [];
    private readonly List<RecordedResponse> _since = [];
    private bool _hasFailed;

    public string Path => path;

    public DateTimeOffset From => first.At;

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset To { get; private set; } = first.At;

    /// <summary>How often it was changed after a failure.</summary>
    public int Rounds { get; private set; }

    /// <summary>The responses after the first change, up to the last.</summary>
    public IReadOnlyList<RecordedResponse> Responses => _responses;

    /// <summary>Adds a call of the same agent.</summary>
    public void Note(RecordedCall call)
    {
        _hasFailed |= call.IsFailure && (call.Detail!.Command is not null || call.Detail.IsChange);
        if (call.Maker is { } maker && maker != first.Maker)
        {
            _since.Add(maker);
        }
    }

    /// <summary>Adds another change of the file.</summary>
    public void Change(RecordedCall call)
    {
        Rounds += _hasFailed ? 1 : 0;
        (To, _hasFailed) = (call.At, false);
        _responses.AddRange(_since);
        _since.Clear();
    }
}
