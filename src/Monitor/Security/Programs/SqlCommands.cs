namespace ToolTime.Monitor.Security.Programs;

/// <summary>Finds what a SQL text makes a shell run.</summary>
internal static class SqlCommands
{
    private const int MostCommands = 16;
    private static readonly string[] Callers = ["program", "xp_cmdshell"];

    /// <summary>The commands: `COPY t TO PROGRAM '…'`, `EXEC xp_cmdshell '…'`, `\! …`, `.shell …`.</summary>
    /// <param name="text">The statements.</param>
    /// <param name="program">The program that reads them.</param>
    /// <returns>Each with whether the program itself runs it, not the database.</returns>
    public static IEnumerable<(string Command, bool IsClient)> Find(string text, string program)
    {
        var lines = text.Split('\n', ';').Select(line => line.Trim()).Select(line => Escape(line, program)).OfType<string>();
        return lines.Select(line => (line, true)).Concat(Called(text)).Take(MostCommands);
    }

    /// <summary>What a line makes the program run.</summary>
    private static string? Escape(string line, string program)
    {
        string[] escapes = program switch
        {
            "sqlite3" or "duckdb" => [".shell ", ".system ", ".sh "],
            "mysql" or "mariadb" or "mycli" => ["\\! ", "system "],
            "sqlcmd" => [":!! ", "!! "],
            _ => ["\\! ", "\\!"],
        };
        return Array.Find(escapes, escape => line.StartsWith(escape, StringComparison.Ordinal)) is { } found ? line[found.Length..] : null;
    }

    private static IEnumerable<(string Command, bool IsClient)> Called(string text)
    {
        foreach (var caller in Callers)
        {
            for (var at = 0; (at = text.IndexOf(caller, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
            {
                var isCopy = caller is not "program" || IsBehindDirection(text.AsSpan(0, at));
                at += caller.Length;
                var open = at + (text.Length - at - text.AsSpan(at).TrimStart().Length);
                if (!isCopy || open >= text.Length || text[open] != '\'')
                {
                    continue;
                }

                var end = EndOfString(text, open);
                var isClient = text.LastIndexOf("\\copy", open, StringComparison.OrdinalIgnoreCase) > text.LastIndexOf(';', open);
                yield return (text[(open + 1)..end].Replace("''", "'", StringComparison.Ordinal), isClient);
                at = end;
            }
        }
    }

    private static bool IsBehindDirection(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        return before.EndsWith(" to", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" from", StringComparison.OrdinalIgnoreCase);
    }

    private static int EndOfString(string text, int open)
    {
        var at = open + 1;
        while (at < text.Length && (text[at] != '\'' || (at + 1 < text.Length && text[at + 1] == '\'')))
        {
            at += text[at] == '\'' ? 2 : 1;
        }

        return Math.Min(at, text.Length);
    }
}
