using ToolTime.Monitor.Events;
using ToolTime.Monitor.Overview;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Watching;

/// <summary>Shows what was going on when this process started: active sessions, last calls and alerts. For one thread at a time.</summary>
/// <param name="index">What was read.</param>
/// <param name="prices">The prices of responses.</param>
/// <param name="journal">What was published before; null if nothing was.</param>
internal sealed class RecentActivity(UsageIndex index, UsagePrices prices, EventJournal? journal)
{
    // A session's usage is that since it became active, at most for a window.
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(5);

    /// <summary>
    /// Adds it, and publishes nothing. The index does not say whether a row is from a session's own transcript or a subagent's.
    /// </summary>
    public void AddTo(ActiveSessions sessions, LiveOverview overview, DateTimeOffset now)
    {
        var published = journal?.Published().ToList() ?? [];
        var from = Seconds(now - LongestSession);
        var idle = Seconds(now - ActiveSessions.IdleEnd);
        var calls = index.Calls(from).Where(row => IsOwn(row.Session)).ToLookup(row => row.Session);
        var responses = index.Responses(from).Where(row => IsOwn(row.Session)).ToLookup(row => row.Session);
        foreach (var number in calls.Select(session => session.Key).Union(responses.Select(session => session.Key)))
        {
            var times = calls[number].Select(row => row.At).Concat(responses[number].Select(row => row.At)).OrderDescending().ToList();
            if (times[0] <= idle)
            {
                continue;
            }

            var gap = times.Zip(times.Skip(1)).FirstOrDefault(pair => pair.First - pair.Second >= ActiveSessions.IdleEnd.TotalSeconds);
            var began = gap.First;
            var age = now - DateTimeOffset.FromUnixTimeSeconds(times[0]);
            if (sessions.Resume(number, index.Sessions[number], age) is { } live)
            {
                foreach (var row in responses[number].Where(row => row.At >= began).OrderBy(row => row.At))
                {
                    live.Add(row.Tokens, prices.Cost(row), row.At, index.Names[row.Model]);
                }

                foreach (var row in calls[number].Where(row => row.At >= began))
                {
                    live.Add(new RowChange<CallRow>(default, row, IsNew: true));
                }

                live.IsPublished = IsStarted(published, live);
            }
        }

        // What was published of a call is newer than, or the same as, what the index has.
        var known = calls.SelectMany(session => session).Where(row => row.At > idle).Select(row => UsageEvents.Describe(index, row));
        overview.Restore([.. known.Concat(published).OrderBy(one => one.At, StringComparer.Ordinal)]);
    }

    // A session that another one spawned is known by its transcript's path, which the index does not have.
    private bool IsOwn(int session) => index.Sessions[session].Parent is null;

    private static bool IsStarted(List<LiveEvent> published, LiveSession session) =>
        published.FindLast(one =>
            one is SessionStart { IsSubagent: false } or SessionEnd { IsSubagent: false }
            && one.Client == session.Client && one.SessionId == session.Id) is SessionStart;

    private static uint Seconds(DateTimeOffset instant) => (uint)Math.Clamp(instant.ToUnixTimeSeconds(), 0, uint.MaxValue);
}
