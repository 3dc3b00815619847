using System.Text;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>
/// Splits a script of another language into names, strings and signs. It knows no grammar, only enough to find calls with their arguments.
/// </summary>
internal static class ForeignScanner
{
    private const int MostTokens = 2048;

    /// <summary>The tokens, without comments and with concatenated strings merged.</summary>
    /// <param name="text">The script.</param>
    /// <param name="language">The interpreter's name.</param>
    public static List<ForeignToken> Scan(string text, string language)
    {
        var tokens = new List<ForeignToken>();
        for (var at = 0; at < text.Length && tokens.Count < MostTokens;)
        {
            var current = text[at];
            if (char.IsWhiteSpace(current))
            {
                at++;
            }
            else if (IsComment(text, at, language))
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else if (current is '"' or '\'' or '`')
            {
                at = ReadString(text, at, language, tokens);
            }
            else if (IsNamePart(current) || (current is '$' or '@' or '%' && at + 1 < text.Length && IsNamePart(text[at + 1])))
            {
                at = ReadName(text, at, language, tokens);
            }
            else
            {
                tokens.Add(new ForeignToken(ForeignTokenKind.Sign, current.ToString()));
                at++;
            }
        }

        return Join(tokens);
    }

    private static bool IsNamePart(char value) => char.IsLetterOrDigit(value) || value == '_';

    private static bool IsComment(string text, int at, string language) => text[at] switch
    {
        '#' => language is not "node" && !(language is "perl" && at > 0 && text[at - 1] == '$'),
        '/' => language is "node" or "php" or "groovy" && at + 1 < text.Length && text[at + 1] == '/',
        _ => false,
    };

    private static int ReadName(string text, int at, string language, List<ForeignToken> tokens)
    {
        var start = at++;
        while (at < text.Length && (IsNamePart(text[at])
            || (text[at] == '.' && at + 1 < text.Length && IsNamePart(text[at + 1])) || JoinsNames(text, at, language)
            || (text[at] is '!' or '?' && at + 1 < text.Length && text[at + 1] == '(')))
        {
            at++;
        }

        var name = text[start..at];
        // A prefix of a string: f"", r"", b"".
        if (name is "f" or "r" or "b" or "rb" or "u" or "fr" && at < text.Length && text[at] is '"' or '\'')
        {
            return at;
        }

        tokens.Add(new ForeignToken(ForeignTokenKind.Name, name));
        return at;
    }

    /// <summary>Whether a colon is part of a name: `A::b`, and Lua's `a:b`. Elsewhere a single one ends it: `{a:b}`, `if a:b()`.</summary>
    private static bool JoinsNames(string text, int at, string language) => text[at] == ':' && at + 1 < text.Length
        && (text[at + 1] == ':' || ((text[at - 1] == ':' || language is "lua") && IsNamePart(text[at + 1])));

    private static int ReadString(string text, int at, string language, List<ForeignToken> tokens)
    {
        var quote = text[at];
        var isLong = language is "python" && at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote;
        var value = new StringBuilder();
        at += isLong ? 3 : 1;
        while (at < text.Length)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                value.Append(text, at, 2);
                at += 2;
            }
            else if (text[at] == quote && (!isLong || (at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote)
                || at + 2 >= text.Length))
            {
                at += isLong ? 3 : 1;
                break;
            }
            else
            {
                value.Append(text[at++]);
            }
        }

        var isCommand = quote == '`' && language is "perl" or "ruby" or "php" && quote == '`';
        tokens.Add(new ForeignToken(isCommand ? ForeignTokenKind.Command : ForeignTokenKind.Text, ShellParser.Unescape(value.ToString())));
        return Math.Min(at, text.Length);
    }

    /// <summary>Merges `"a" + "b"`, `"a" . "b"` and `"a" "b"` into one string.</summary>
    private static List<ForeignToken> Join(List<ForeignToken> tokens)
    {
        var joined = new List<ForeignToken>(tokens.Count);
        foreach (var token in tokens)
        {
            if (token.Kind is ForeignTokenKind.Text && joined is [.., { Kind: ForeignTokenKind.Text } before,
                { Kind: ForeignTokenKind.Sign, Text: "+" or "." }])
            {
                joined.RemoveAt(joined.Count - 1);
                joined[^1] = before with { Text = before.Text + token.Text };
            }
            else
            {
                joined.Add(token);
            }
        }

        return joined;
    }
}
