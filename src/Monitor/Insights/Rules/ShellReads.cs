using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Security.Tools;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `shell.reads`: commands that only show a file although the client has a tool for that: at least ten, and a fifth of the client's
/// commands. A client never seen using such a tool is left out: Codex has none.
/// </summary>
internal sealed class ShellReads : IInsightRule
{
    private const int Fewest = 10;
    private const double LeastShare = 0.2;

    /// <inheritdoc/>
    public IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions) =>
        sessions
            .GroupBy(session => session.Client, StringComparer.Ordinal)
            .Select(client => Find(client.Key, [.. client]))
            .OfType<Insight>();

    private static Insight? Find(string client, List<RecordedSession> sessions)
    {
        var reader = sessions
            .SelectMany(session => session.Calls)
            .FirstOrDefault(call => call.Detail?.Kind is ToolKind.Read && !call.Tool.Contains("__", StringComparison.Ordinal))
            ?.Tool;
        if (reader is null)
        {
            return null;
        }

        var commands = sessions
            .SelectMany(session =>
                session.Calls.Where(call => call.Detail?.Command is not null).Select(call => (Session: session, Call: call))
            )
            .ToList();
        var reads = commands.Where(command => command.Call.Detail!.IsPlainRead).ToList();
        if (reads.Count < Fewest || reads.Count < LeastShare * commands.Count)
        {
            return null;
        }

        var blind = sessions.SelectMany(session => session.Calls).Count(call => call.IsEditWithoutRead && call.IsFailure);
        return new Insight
        {
            Kind = "shell.reads",
            Subject = client,
            Says =
                $"{Evidence.Count(reads.Count, "command")} of {commands.Count:N0} only showed a file, which {client} does with its {reader} tool.",
            Figures =
            [
                new("commands that only show a file", reads.Count, "count"),
                new("share of commands", Math.Round((double)reads.Count / commands.Count, 4), "share"),
                new("edits that failed because the file was not read", blind, "count"),
            ],
            Evidence = Evidence.From(reads),
            Change =
                $"Tell the agent in its instructions to read files with {reader}: it needs no permission, numbers the lines, and counts as read for edits.",
        };
    }
}
