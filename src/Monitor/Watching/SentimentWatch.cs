using ToolTime.Monitor.Events;
using ToolTime.Monitor.Insights.Sentiment;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Watching;

/// <summary>
/// Scores users' messages as transcripts grow, and makes an event if a session's last three messages sound frustrated. Stores only scores.
/// Thread-safe.
/// </summary>
/// <param name="now">The time.</param>
internal sealed class SentimentWatch(Func<DateTimeOffset> now)
{
    private const int LastMessages = 3;
    private const double Alarm = -0.4;
    private const double Calm = -0.1;
    private const int MostSessions = 1000;

    // What is older was read late, or copied into another session.
    private static readonly TimeSpan MostAge = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Scores> _sessions = new(StringComparer.Ordinal);
    private readonly List<SentimentAlert> _alerts = [];
    private readonly RecentKeys _seen = new();

    /// <summary>Scores a user's message; ignores other texts.</summary>
    public void Take(in MessageText text)
    {
        if (!text.IsUser || text.IsSubagent)
        {
            return;
        }

        var key = IdHash.Compute(text.Text, IdHash.Compute($"{text.At}"));
        var score = UserSentiment.Score(text.Text);
        lock (_lock)
        {
            if (_seen.Add(key))
            {
                Add(text, score);
            }
        }
    }

    /// <summary>How the user's last message of a session sounds; null if none was scored.</summary>
    public double? ScoreOf(string session)
    {
        lock (_lock)
        {
            return _sessions.GetValueOrDefault(session)?.Last;
        }
    }

    /// <summary>The events since the last call.</summary>
    public IReadOnlyList<SentimentAlert> TakeAll()
    {
        lock (_lock)
        {
            SentimentAlert[] taken = [.. _alerts];
            _alerts.Clear();
            return taken;
        }
    }

    private void Add(in MessageText text, double? score)
    {
        if (_sessions.Count > MostSessions)
        {
            _sessions.Clear();
        }

        if (!_sessions.TryGetValue(text.Session, out var scores))
        {
            _sessions[text.Session] = scores = new Scores();
        }

        scores.Last = score;
        if (score is not { } known)
        {
            return;
        }

        scores.Messages.Enqueue(known);
        if (scores.Messages.Count > LastMessages)
        {
            scores.Messages.Dequeue();
        }

        var mean = scores.Messages.Average();
        // Reported once, until it was calm again.
        scores.IsSaid &= mean <= Calm;
        var at = DateTimeOffset.FromUnixTimeSeconds(text.At);
        if (scores.IsSaid || scores.Messages.Count < LastMessages || mean > Alarm || now() - at > MostAge)
        {
            return;
        }

        scores.IsSaid = true;
        _alerts.Add(new SentimentAlert
        {
            At = UtcText.Seconds(at),
            Client = text.Client,
            SessionId = text.Session,
            Project = text.Folder is { } folder ? ProjectFolder.NameOf(folder) : null,
            Reason = "frustration",
            UserSentiment = Math.Round(mean, 2),
            ConversationHealth = null,
        });
    }

    private sealed class Scores
    {
        public Queue<double> Messages { get; } = [];

        public double? Last { get; set; }

        public bool IsSaid { get; set; }
    }
}
