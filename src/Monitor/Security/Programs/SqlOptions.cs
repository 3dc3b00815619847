using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that are not a database's own and take SQL in an option: `wrangler d1 execute --command`.</summary>
internal static class SqlOptions
{
    private static readonly string[] Names = ["--command", "--sql", "--execute", "--statement", "--query-string"];

    /// <summary>Options that mean something else in most programs.</summary>
    private static readonly string[] ShortNames = ["--query", "-c", "-e", "-q", "-Q"];

    private static readonly HashSet<string> Databases = new(StringComparer.Ordinal)
    {
        "snowsql", "snow", "hive", "beeline", "impala-shell", "spark-sql", "presto", "trino", "usql", "litecli", "isql", "osql", "vsql",
        "clickhouse-local", "mssql-cli", "athenacli", "heroku", "supabase", "pscale", "databricks", "ksql",
    };

    /// <summary>Programs that take it as an operand too.</summary>
    private static readonly string[] WithOperand = ["turso", "bq", "sqlite-utils", "pscale", "supabase"];

    /// <summary>Records statements that lose data, unless they are for a database that is clearly local or a test.</summary>
    public static void Note(Call call)
    {
        for (var at = 0; at < call.Args.Count; at++)
        {
            var text = call.Args[at].Text;
            var equals = text.StartsWith('-') ? text.IndexOf('=') : -1;
            var statement = equals > 0 && IsName(call, text[..equals]) ? text[(equals + 1)..]
                : at > 0 && IsName(call, call.Args[at - 1].Text) ? text
                : WithOperand.Contains(call.Name) && text.Contains(' ', StringComparison.Ordinal) ? text
                : null;
            if (statement is not null && SqlText.FindLoss(statement) is { } loss && !IsLocal(call, at))
            {
                call.Emit(EffectKind.DropData, loss);
                return;
            }
        }
    }

    /// <summary>Whether a command takes an address or value from a variable named for production: `$PROD_DATABASE_URL`.</summary>
    public static bool NamesProduction(string command)
    {
        for (var at = command.IndexOf('$'); at >= 0; at = command.IndexOf('$', at + 1))
        {
            var rest = command.AsSpan(at + 1).TrimStart('{');
            var end = rest.IndexOfAnyExcept(Letters);
            if (HasWord(end < 0 ? rest : rest[..end], ["prod", "production", "live"]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text has production as a whole word: `--env=prod`, `db.prod.example.com`, but not `products`.</summary>
    public static bool HasProductionWord(string text) => HasWord(text, ["prod", "production", "prd"]);

    private static bool HasWord(ReadOnlySpan<char> text, ReadOnlySpan<string> words)
    {
        while (text.Length > 0)
        {
            var end = text.IndexOfAnyExcept(WordLetters);
            foreach (var word in words)
            {
                if (text[..(end < 0 ? text.Length : end)].Equals(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            text = end < 0 ? [] : text[(end + 1)..];
        }

        return false;
    }

    private static readonly System.Buffers.SearchValues<char> WordLetters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static bool IsName(Call call, string option) => Names.Contains(option)
        || (ShortNames.Contains(option) && Databases.Contains(call.Name));

    private static bool IsLocal(Call call, int statement)
    {
        // wrangler uses a local copy unless the real one is requested.
        if (call.Args.Any(arg => arg.Text is "--local") || (call.Name is "wrangler" && !call.Args.Any(arg => arg.Text is "--remote")))
        {
            return true;
        }

        return call.Args.Where((_, at) => at != statement).Any(arg => DatabasePrograms.IsForTests(arg.Text)
            || Hosts.IsLocal(arg.Text) || (arg.Text.Contains("://", StringComparison.Ordinal) && Hosts.IsLocal(NetworkPrograms.Host(arg.Text))));
    }
}
