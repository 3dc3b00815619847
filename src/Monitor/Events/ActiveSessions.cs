using ToolTime.Recording.Clock;
using ToolTime.Transcripts.Index;

namespace ToolTime.Monitor.Events;

/// <summary>
/// The active sessions and their subagents: each from its first event until 15 minutes without any. For one thread at a time.
/// </summary>
internal sealed class ActiveSessions(TimeProvider time)
{
    /// <summary>When a session counts as ended; a person reading an answer takes less.</summary>
    public static readonly TimeSpan IdleEnd = TimeSpan.FromMinutes(15);

    private readonly Dictionary<(int Session, string? Place), LiveSession> _active = [];

    private const int MostEnded = 10_000;

    // The subagents that were working and no longer are.
    private readonly HashSet<(int Session, string? Place)> _ended = [];

    // Sessions that were in the index at the start; greater numbers are new.
    private int _known;

    public IReadOnlyCollection<LiveSession> All => _active.Values;

    /// <summary>Treats all sessions below this number as known.</summary>
    public void Begin(int known) => _known = known;

    /// <summary>Notes that a session, or one of its subagents by its transcript, was active just now.</summary>
    public (LiveSession Session, Arrival Arrival) Touch(int number, string? place, IndexSession session, string? agent, bool isSubagent)
    {
        var isNew = !_active.TryGetValue((number, place), out var live) || !live.IsPublished;
        var isResumed = isNew && (place is null ? number < _known : _ended.Remove((number, place)));
        if (live is null)
        {
            _active[(number, place)] = live = new LiveSession(session.Client, session.Id, session.Project, isSubagent);
        }

        live.IsPublished = true;
        live.Agent ??= agent;
        live.SeenAt = time.GetTimestamp();
        _known = Math.Max(_known, isNew ? number + 1 : 0);
        return (live, isResumed ? Arrival.Resumed : isNew ? Arrival.New : Arrival.Known);
    }

    /// <summary>Adds a session that was active that long ago; null if it is active already.</summary>
    public LiveSession? Resume(int number, IndexSession session, TimeSpan ago)
    {
        var live = new LiveSession(session.Client, session.Id, session.Project, isSubagent: false)
        {
            SeenAt = time.GetTimestamp() - (long)(Math.Max(0, ago.TotalSeconds) * time.TimestampFrequency),
        };
        return _active.TryAdd((number, null), live) ? live : null;
    }

    /// <summary>Removes sessions that have been idle too long, and returns an event for each.</summary>
    public IReadOnlyList<LiveEvent> EndIdle(DateTimeOffset now)
    {
        List<LiveEvent>? ended = null;
        foreach (var (key, live) in _active)
        {
            if (time.GetElapsedTime(live.SeenAt) < IdleEnd)
            {
                continue;
            }

            _active.Remove(key);
            if (key.Place is not null && _ended.Count < MostEnded)
            {
                _ended.Add(key);
            }

            if (!live.IsPublished)
            {
                continue;
            }

            (ended ??= []).Add(
                new SessionEnd
                {
                    At = UtcText.Seconds(now),
                    Client = live.Client,
                    SessionId = live.Id,
                    Project = live.Project,
                    Model = live.Model,
                    Version = live.Version,
                    IsSubagent = live.IsSubagent,
                    Agent = live.Agent,
                    Tokens = EventTokens.From(live.Tokens),
                    CostUsd = live.CostUsd,
                }
            );
        }

        return ended ?? [];
    }
}

/// <summary>How a session came to be active.</summary>
internal enum Arrival
{
    /// <summary>It was active before.</summary>
    Known,

    /// <summary>It has just begun.</summary>
    New,

    /// <summary>It had ended, or was active before this process started.</summary>
    Resumed,
}
