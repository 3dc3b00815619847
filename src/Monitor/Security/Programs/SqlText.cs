using System.Globalization;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Finds statements that lose data in a SQL text.</summary>
internal static class SqlText
{
    private const double ManyRows = 1e9;

    /// <summary>The first statement that drops, empties or deletes without a condition, or null.</summary>
    public static string? FindLoss(string text)
    {
        foreach (var statement in text.Split(';'))
        {
            var words = Words(statement);
            for (var at = 0; at + 1 < words.Count; at++)
            {
                var rest = words.Skip(at).Take(4).ToArray();
                var isStart = at == 0 || words[at - 1] is "(" or "begin" or "then" or "as" or "do" or "execute";
                if (!isStart)
                {
                    continue;
                }

                if (Loss(rest, words) is { } loss)
                {
                    return loss;
                }
            }
        }

        return null;
    }

    /// <summary>The first statement that gives a user all privileges, or null.</summary>
    public static string? FindGrant(string text)
    {
        foreach (var statement in text.Split(';'))
        {
            var words = Words(statement);
            var isGrant = words switch
            {
                ["alter" or "create", "role" or "user", ..] => words.Contains("superuser"),
                ["alter", "server", "role", _, "add", ..] or ["exec" or "execute", "sp_addsrvrolemember", ..] => true,
                ["grant", "all", ..] => string.Concat(words).Contains("on*.*", StringComparison.Ordinal) || words[^1] is "public"
                    || words is [.., "with", "grant", "option"],
                _ => false,
            };
            if (isGrant)
            {
                return $"SQL {words[0]} {words[1]}";
            }
        }

        return null;
    }

    /// <summary>Whether a statement makes a billion rows and more.</summary>
    public static bool IsFlood(string text)
    {
        var at = text.IndexOf("generate_series", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && text[at..].Split(')')[0].Split('(', ',').Any(part => double.TryParse(
            part.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var rows) && rows >= ManyRows);
    }

    /// <summary>Whether a statement changes or deletes rows or tables.</summary>
    public static bool IsChange(string text) => text.Split(';').Any(statement =>
        Words(statement) is ["insert" or "update" or "delete" or "drop" or "replace" or "truncate", ..]);

    private static string? Loss(string[] rest, List<string> words) => rest switch
    {
        ["explain", ..] => null,
        ["drop", "database" or "schema" or "table" or "keyspace" or "collection" or "user" or "role" or "tablespace" or "materialized"
            or "owned", ..] => $"drop {rest[1]}",
        ["truncate", ..] => "truncate",
        ["delete", "from", ..] when !words.Contains("where") && !words.Contains("using") => "delete without a condition",
        ["delete", "from", ..] when IsAlwaysTrue(words) => "delete without a condition",
        ["update", _, "set", ..] when !words.Contains("where") => "update without a condition",
        ["alter", "table", ..] when words.Zip(words.Skip(1)).Any(pair => pair is ("drop", "column")) => "drop column",
        ["flushall" or "flushdb", ..] => rest[0],
        _ => null,
    };

    private static bool IsAlwaysTrue(List<string> words)
    {
        var at = words.IndexOf("where");
        return at >= 0 && string.Concat(words.Skip(at + 1)) is "1=1" or "true" or "1";
    }

    /// <summary>Words in lower case, without comments and strings' content.</summary>
    private static List<string> Words(string statement)
    {
        var words = new List<string>();
        for (var at = 0; at < statement.Length && words.Count < 256;)
        {
            var current = statement[at];
            if (current == '-' && at + 1 < statement.Length && statement[at + 1] == '-')
            {
                var line = statement.IndexOf('\n', at);
                at = line < 0 ? statement.Length : line;
            }
            else if (current == '/' && at + 1 < statement.Length && statement[at + 1] == '*')
            {
                var close = statement.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = close < 0 ? statement.Length : close + 2;
            }
            else if (current == '\'')
            {
                var close = statement.IndexOf('\'', at + 1);
                words.Add("''");
                at = close < 0 ? statement.Length : close + 1;
            }
            else if (char.IsAsciiLetterOrDigit(current) || current is '_' or '.' or '"' or '`' or '$')
            {
                var start = at;
                while (at < statement.Length && (char.IsAsciiLetterOrDigit(statement[at]) || statement[at] is '_' or '.' or '"' or '`'
                    or '$'))
                {
                    at++;
                }

                words.Add(statement[start..at].Trim('"', '`').ToLowerInvariant());
            }
            else
            {
                if (!char.IsWhiteSpace(current))
                {
                    words.Add(current.ToString());
                }

                at++;
            }
        }

        return words;
    }
}
