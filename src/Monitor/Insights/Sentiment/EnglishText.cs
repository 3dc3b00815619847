namespace ToolTime.Monitor.Insights.Sentiment;

/// <summary>Whether a text is English, judged by its function words.</summary>
internal static class EnglishText
{
    private static readonly HashSet<string> English = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "is", "are", "it", "this", "that", "to", "of", "and", "in", "for", "not", "you", "i", "do", "be", "on", "with",
        "what", "why", "how", "please", "add", "no", "yes", "fix", "my", "your", "again", "still", "work", "works", "use", "now", "we",
    };

    private static readonly HashSet<string> Other = new(StringComparer.Ordinal)
    {
        "der", "die", "das", "und", "ist", "nicht", "bitte", "mir", "ich", "ein", "eine", "wir", "auf", "kurz", "danke", "passt",
        "le", "la", "les", "des", "est", "pas", "une", "pour", "que", "sur", "pourquoi", "je", "il", "ne", "merci",
        "el", "los", "una", "para", "por", "favor", "con", "esto", "añade", "caso", "gracias",
        "il", "che", "per", "non", "uma", "não", "está", "isso", "och", "det", "att", "inte", "het", "een", "niet", "van",
    };

    /// <summary>False if more function words are of another language, or most letters of another script.</summary>
    public static bool IsEnglish(SpokenText text)
    {
        var letters = text.Words.Count(char.IsLetter);
        if (letters > 0 && text.Words.Count(character => char.IsLetter(character) && character > 0x24F) * 2 > letters)
        {
            return false;
        }

        var words = text.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Count(Other.Contains) <= words.Count(English.Contains);
    }
}
