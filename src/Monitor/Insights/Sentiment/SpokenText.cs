using System.Text;

namespace ToolTime.Monitor.Insights.Sentiment;

/// <summary>A message's own words, in lower case and separated by single spaces; without code, logs and quotations.</summary>
internal sealed class SpokenText
{
    // What matters comes first; the rest is usually pasted.
    private const int Longest = 1200;

    private static readonly string[] LogMarks =
    [
        "error",
        "warn",
        "fatal",
        "fail:",
        "traceback",
        "at ",
        ">",
        "$ ",
        "|",
        "+++",
        "---",
        "@@",
        "[",
    ];

    private SpokenText(string words, string original) => (Words, Original) = (words, original);

    /// <summary>With a space at both ends, so that whole words match.</summary>
    public string Words { get; }

    /// <summary>With punctuation and capitals.</summary>
    public string Original { get; }

    public int Count => Words.Count(character => character == ' ') - 1;

    public static SpokenText From(string text)
    {
        var said = new StringBuilder();
        var isCode = false;
        foreach (var line in (text.Length <= Longest ? text : text[..Longest]).Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (!isCode && !IsLog(line))
            {
                said.Append(line).Append('\n');
            }
        }

        var original = WithoutQuotes(said.ToString());
        var words = new StringBuilder(" ");
        foreach (var character in original)
        {
            if (char.IsLetterOrDigit(character))
            {
                words.Append(char.ToLowerInvariant(character));
            }
            else if (character is '\'' or '’')
            {
                words.Append('\'');
            }
            else if (words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return new SpokenText(words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString(), original);
    }

    // Program output: a mark at the start, and more on the line than a word or two.
    private static bool IsLog(string line) =>
        line.Contains("Exception:", StringComparison.Ordinal)
        || (
            line.Contains(':', StringComparison.Ordinal)
            || line.StartsWith(' ')
            || line.StartsWith('\t')
            || line.StartsWith('>')
            || line.StartsWith('|')
        ) && Array.Exists(LogMarks, mark => line.TrimStart().StartsWith(mark, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it contains a phrase, which must be in lower case.</summary>
    public bool Has(string phrase) => Words.Contains($" {phrase} ", StringComparison.Ordinal);

    // Code between backticks, and quotations of two words or more, which the user did not say.
    private static string WithoutQuotes(string text)
    {
        var left = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (
                text[i] is '`' or '"'
                && text.IndexOf(text[i], i + 1) is > 0 and var end
                && end - i < 200
                && (text[i] == '`' || text.AsSpan(i, end - i).Contains(' '))
            )
            {
                left.Append(' ');
                i = end;
                continue;
            }

            left.Append(text[i]);
        }

        return left.ToString();
    }
}
