namespace ToolTime.Monitor.Insights.Sentiment;

/// <summary>
/// How confident a model's words are, from 0 to 1: one plus its assurances, divided by that plus twice its hedges. It measures how
/// something is said, not whether it is right.
/// </summary>
internal static class ModelConfidence
{
    private static readonly string[] Hedges =
    [
        "might", "maybe", "perhaps", "possibly", "probably", "i think", "i believe", "not sure", "unsure", "unclear", "it seems", "seems to", "appears to",
        "should work", "could be", "i'm unable", "i couldn't", "i don't know", "i assume", "i suspect", "may be", "likely",
    ];

    private static readonly string[] Assurances =
    [
        "all tests pass", "tests pass", "verified", "confirmed", "is fixed", "fixed the", "is done", "is complete", "works as expected", "successfully",
        "the cause is", "the root cause", "exactly",
    ];

    /// <summary>Null if the message is in another language or has no words.</summary>
    public static double? Score(string message)
    {
        var text = SpokenText.From(message);
        if (text.Count <= 0 || !EnglishText.IsEnglish(text))
        {
            return null;
        }

        var (sure, unsure) = (Assurances.Count(text.Has), Hedges.Count(text.Has));
        return Math.Round((1.0 + sure) / (1 + sure + (2 * unsure)), 2);
    }
}
