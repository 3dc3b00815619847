namespace ToolTime.Monitor.Insights.Sentiment;

/// <summary>
/// How a user's message sounds, by English phrases and punctuation: from -1, frustrated, to 1, satisfied. `bench/InsightBench sentiment`
/// measures it on labelled messages.
/// </summary>
internal static class UserSentiment
{
    /// <summary>A message at or below this counts as frustrated.</summary>
    public const double Frustrated = -0.3;

    // How much praise counts next to a complaint, when it is mostly ironic.
    private const double PraiseBesideComplaint = 0.2;

    private const double ManySigns = 0.3;
    private const double Shouting = 0.4;
    private const double AgainAtTheEnd = 0.4;
    private const int FewestCapitals = 8;

    private static readonly (double Weight, string[] Phrases)[] Complaints =
    [
        (
            0.8,
            [
                "wtf",
                "useless",
                "ridiculous",
                "garbage",
                "crap",
                "hopeless",
                "unbelievable",
                "infuriating",
                "frustrating",
                "frustrated",
                "annoyed",
                "annoying",
                "disappointing",
                "disappointed",
                "waste of time",
                "wasted",
                "losing patience",
                "patience",
                "tired of",
                "done with this",
                "so done",
                "i give up",
                "i hate this",
                "sick of",
                "speechless",
                "are you kidding",
                "kidding me",
                "for the last time",
                "how many times",
                "what a mess",
                "making it worse",
                "getting worse",
                "going in circles",
                "not listening",
                "you had one job",
                "for once",
                "don't lie",
                "worst",
                "driving me crazy",
                "can't believe",
                "why on earth",
                "just stop",
                "i'm done",
            ]
        ),
        (
            0.5,
            [
                "seriously",
                "come on",
                "ugh",
                "argh",
                "sigh",
                "damn",
                "omg",
                "my god",
                "stupid",
                "lazy",
                "terrible",
                "horrible",
                "awful",
                "i already told",
                "i already said",
                "i told you",
                "i just told",
                "like i said",
                "as i said",
                "i said",
                "as usual",
                "you keep",
                "keeps happening",
                "stop guessing",
                "stop inventing",
                "are you even",
                "did you even",
                "did you actually",
                "do i really",
                "not helpful",
                "not what i asked",
                "not what i wanted",
                "never asked",
                "nobody asked",
                "i specifically",
                "you broke",
                "you ignored",
                "you undid",
                "you deleted",
                "you reverted",
                "you made up",
                "you never",
                "hallucinated",
                "still broken",
                "still wrong",
                "still not",
                "still failing",
                "still fails",
                "still doesn't work",
                "it's not working",
                "doesn't even",
                "isn't even",
                "makes no sense",
                "how hard",
                "what are you doing",
                "enough with",
                "please stop",
                "you were supposed to",
                "you misunderstood",
                "completely misunderstood",
                "plain wrong",
                "forget it",
                "not again",
                "explained this",
                "you promised",
                "the same thing again",
                "exactly the same",
                "nothing you did",
                "every single",
                "you said it was",
                "the opposite of what i",
                "you call that",
                "you wasted",
                "you forgot",
                "you are making",
                "nothing works",
                "not a single one",
                "very bad",
                "no no",
            ]
        ),
        (
            0.35,
            [
                "same error",
                "same bug",
                "third time",
                "fourth time",
                "fifth time",
                "third attempt",
                "four times",
                "five times",
                "once more",
                "why would you",
                "why did you",
                "why do you",
                "i asked",
                "is back",
                "supposed to",
                "even now",
                "now even",
                "and now",
                "again the wrong",
                "still the same",
                "immediately",
                "properly",
                "read the actual",
                "at the actual",
                "every time",
                "does not exist",
                "doesn't exist",
                "sorry fix it",
                "you got it wrong",
                "on earth",
                "what is going on",
                "the wrong file",
                "you left",
                "instead of listening",
            ]
        ),
    ];

    private static readonly (double Weight, string[] Phrases)[] Praises =
    [
        (
            0.8,
            [
                "perfect",
                "awesome",
                "excellent",
                "brilliant",
                "fantastic",
                "amazing",
                "wonderful",
                "beautiful",
                "love it",
                "lovely",
                "impressed",
                "impressive",
                "well done",
                "good job",
                "great job",
                "nice work",
                "exactly what i wanted",
                "exactly right",
                "thank you",
                "thanks",
                "thx",
                "saved me",
                "very pleased",
                "happy with",
                "yay",
                "like a charm",
                "good catch",
            ]
        ),
        (
            0.45,
            [
                "great",
                "nice",
                "cool",
                "sweet",
                "super",
                "neat",
                "lgtm",
                "looks good",
                "much better",
                "i like",
                "i really like",
                "helpful",
                "it works",
                "that works",
                "works now",
                "finally works",
                "good thinking",
                "very good",
                "fixed it",
                "so much cleaner",
                "wow",
                "right on the first try",
                "no complaints",
                "good",
            ]
        ),
    ];

    /// <summary>Null if the message is in another language or has no words.</summary>
    public static double? Score(string message)
    {
        var text = SpokenText.From(message);
        if (text.Count <= 0 || !EnglishText.IsEnglish(text))
        {
            return null;
        }

        var complaint = Sum(Complaints, text) + Signs(text);
        var praise = Sum(Praises, text);
        var score = complaint > 0 ? (praise * PraiseBesideComplaint) - complaint : praise;
        return Math.Round(Math.Clamp(score, -1, 1), 2);
    }

    private static double Sum((double Weight, string[] Phrases)[] groups, SpokenText text) =>
        groups.Sum(group => group.Weight * group.Phrases.Count(text.Has));

    private static double Signs(SpokenText text)
    {
        var said = text.Original.Trim();
        double sum = 0;
        if (
            said.Contains("!!", StringComparison.Ordinal)
            || said.Contains("??", StringComparison.Ordinal)
            || said.Contains("?!", StringComparison.Ordinal)
        )
        {
            sum += ManySigns;
        }

        if (text.Words.EndsWith(" again ", StringComparison.Ordinal) && text.Count > 2 && !text.Has("it again") && !text.Has("check again"))
        {
            sum += AgainAtTheEnd;
        }

        var letters = said.Where(char.IsAsciiLetter).ToList();
        return letters.Count >= FewestCapitals && letters.TrueForAll(char.IsAsciiLetterUpper) ? sum + Shouting : sum;
    }
}
