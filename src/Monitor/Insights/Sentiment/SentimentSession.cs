using ToolTime.Monitor.Insights.Records;

namespace ToolTime.Monitor.Insights.Sentiment;

/// <summary>How a conversation went, with the parts that make its health.</summary>
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
