using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Insights.Rules;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Sentiment;

/// <summary>
/// How a conversation goes, from 0 to 1: the product of one minus each of its four parts, which are shares. Corrections are the user's
/// messages that sound frustrated; rejections the refused calls; repeats the calls that repeated a failed one unchanged; loops the rounds
/// on one file.
/// </summary>
internal sealed record ConversationHealth(double Score, double Corrections, double Rejections, double Repeats, double Loops)
{
    /// <summary>Fewer messages and calls say too little.</summary>
    public const int FewestMessages = 3;

    /// <summary>Null if there is too little data.</summary>
    public static ConversationHealth? Make(RecordedSession session)
    {
        var scored = session.Texts.Where(text => text is { IsUser: true, Score: not null }).ToList();
        if (scored.Count < FewestMessages)
        {
            return null;
        }

        var observed = session.Calls.Count(call => call.IsObserved);
        var parts = (
            Corrections: Share(scored.Count(text => text.Score <= UserSentiment.Frustrated), scored.Count),
            Rejections: Share(session.Calls.Count(call => call.Outcome is CallOutcome.Rejection), observed),
            Repeats: Share(UnchangedRetries.Runs(session).Sum(run => run.Count - 1), observed),
            Loops: Share(FileLoops.Loops(session).Sum(loop => loop.Rounds), observed));
        var score = (1 - parts.Corrections) * (1 - parts.Rejections) * (1 - parts.Repeats) * (1 - parts.Loops);
        return new ConversationHealth(Math.Round(score, 2), parts.Corrections, parts.Rejections, parts.Repeats, parts.Loops);
    }

    private static double Share(int part, int all) => all == 0 ? 0 : Math.Round(Math.Min(1, (double)part / all), 2);
}
