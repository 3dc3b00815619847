using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Insights.Sentiment;

/// <summary>Scores of what was said, if the user turned that on. Without the words.</summary>
/// <param name="UserSentiment">The mean of users' messages, -1 to 1; null if none was scored.</param>
/// <param name="ClaudeConfidence">The mean of models' messages, 0 to 1.</param>
/// <param name="ConversationHealth">The mean of sessions, 0 to 1.</param>
/// <param name="Messages">How many user messages were scored.</param>
/// <param name="Frustrated">How many of them sound frustrated.</param>
/// <param name="NotScored">How many were not, because they are in another language or have no words.</param>
/// <param name="Days">By day and project, for a heat map.</param>
/// <param name="Sessions">Sessions, least healthy first.</param>
internal sealed record SentimentReport(
    double? UserSentiment,
    double? ClaudeConfidence,
    double? ConversationHealth,
    int Messages,
    int Frustrated,
    int NotScored,
    IReadOnlyList<SentimentDay> Days,
    IReadOnlyList<SentimentSession> Sessions
)
{
    private const int MostSessions = 50;
    private const double LowHealth = 0.5;

    public static SentimentReport Make(IReadOnlyList<RecordedSession> sessions, TimeZoneInfo zone)
    {
        var texts = sessions.SelectMany(session => session.Texts.Select(text => (session.Project, Text: text))).ToList();
        var users = texts.Where(one => one.Text.IsUser).ToList();
        var scored = users.Where(one => one.Text.Score is not null).ToList();
        var health = sessions
            .Select(session => (Session: session, Health: Sentiment.ConversationHealth.Make(session)))
            .Where(one => one.Health is not null)
            .Select(one => SentimentSession.From(one.Session, one.Health!))
            .ToList();
        return new SentimentReport(
            Mean(scored.Select(one => one.Text.Score!.Value)),
            Mean(texts.Where(one => !one.Text.IsUser && one.Text.Score is not null).Select(one => one.Text.Score!.Value)),
            Mean(health.Select(one => one.ConversationHealth)),
            scored.Count,
            scored.Count(one => one.Text.Score <= Sentiment.UserSentiment.Frustrated),
            users.Count - scored.Count,
            [
                .. scored
                    .GroupBy(one => (Day: LocalDay.At(one.Text.At, zone), one.Project))
                    .OrderBy(day => day.Key.Day)
                    .ThenBy(day => day.Key.Project, StringComparer.Ordinal)
                    .Select(day => new SentimentDay(
                        day.Key.Day,
                        day.Key.Project,
                        day.Count(),
                        Mean(day.Select(one => one.Text.Score!.Value))!.Value
                    )),
            ],
            [.. health.OrderBy(one => one.ConversationHealth).ThenBy(one => one.First).Take(MostSessions)]
        );
    }

    /// <summary>`conversation.health`: sessions below one half.</summary>
    public IEnumerable<Insight> Find()
    {
        var low = Sessions.Where(session => session.ConversationHealth < LowHealth).ToList();
        if (low.Count == 0)
        {
            yield break;
        }

        yield return new Insight
        {
            Kind = "conversation.health",
            Says =
                $"{low.Count:N0} conversation{(low.Count == 1 ? "" : "s")} went badly: corrections, refusals, repeats and loops outweigh the rest.",
            Figures = [new("conversations", low.Count, "count"), new("lowest health", low[0].ConversationHealth, "score")],
            Evidence =
            [
                .. low.Take(5)
                    .Select(session => new InsightEvidence(
                        session.Client,
                        session.Session,
                        session.Project,
                        session.First,
                        FormattableString.Invariant(
                            $"health {session.ConversationHealth:0.00}: corrections {session.Corrections:0.00}, rejections {session.Rejections:0.00}, repeats {session.Repeats:0.00}, loops {session.Loops:0.00}"
                        )
                    )),
            ],
            Change =
                "Start a new session with what was learned; after two corrections of the same thing a longer conversation seldom helps.",
        };
    }

    private static double? Mean(IEnumerable<double> values)
    {
        var all = values.ToList();
        return all.Count == 0 ? null : Math.Round(all.Average(), 3);
    }
}

/// <summary>How users' messages of a day and project sound.</summary>
/// <param name="Day">In the user's zone.</param>
/// <param name="Project">The name of the project's folder.</param>
/// <param name="Messages">How many were scored.</param>
/// <param name="UserSentiment">Their mean, -1 to 1.</param>
internal sealed record SentimentDay(DateOnly Day, string Project, int Messages, double UserSentiment);

/// <summary>How a conversation went, with the parts of its health.</summary>
internal sealed record SentimentSession(
    string Client,
    string Session,
    string Project,
    DateTimeOffset First,
    double ConversationHealth,
    double Corrections,
    double Rejections,
    double Repeats,
    double Loops
)
{
    public static SentimentSession From(RecordedSession session, ConversationHealth health) =>
        new(
            session.Client,
            session.Session,
            session.Project,
            session.First,
            health.Score,
            health.Corrections,
            health.Rejections,
            health.Repeats,
            health.Loops
        );
}
