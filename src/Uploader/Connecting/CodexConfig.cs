using System.Text.RegularExpressions;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Connecting;

/// <summary>As much of Codex CLI's TOML as is needed here: tables, dotted and quoted names, and tables on one line.</summary>
internal static partial class CodexConfig
{
    /// <summary>The `config.toml` beside a file with hooks.</summary>
    public static string Beside(string hooks) => Path.Combine(Path.GetDirectoryName(hooks)!, "config.toml");

    /// <summary>The full names, in the form of <see cref="Plain"/>, and their values; none if the file is missing or cannot be read.</summary>
    public static IEnumerable<(string Name, string Value)> Read(string path)
    {
        try
        {
            return RegularFile.Exists(path) ? Settings(File.ReadAllText(path)) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Codex itself reports that it cannot read them.
            return [];
        }
    }

    /// <summary>Whether the file has a table or settings under a name; false if it is missing or cannot be read.</summary>
    public static bool HasTable(string path, string name)
    {
        try
        {
            return Read(path).Any(setting => setting.Name == name || setting.Name.StartsWith(name + '.', StringComparison.Ordinal))
                || (RegularFile.Exists(path) && File.ReadLines(path).Any(line => Plain(WithoutComment(line).Trim()) == $"[{name}]"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A name without quotes and blanks, and with single backslashes.</summary>
    public static string Plain(string name) =>
        string.Concat(name.Replace(@"\\", @"\", StringComparison.Ordinal).Where(c => c is not ('"' or '\'' or ' ' or '\t')));

    private static IEnumerable<(string Name, string Value)> Settings(string toml)
    {
        var table = "";
        foreach (var line in LongText().Replace(toml, "").Split('\n'))
        {
            var text = WithoutComment(line).Trim();
            if (text.StartsWith('['))
            {
                table = Plain(text.Trim('[', ']')) + ".";
                continue;
            }

            if (text.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value])
            {
                continue;
            }

            yield return (table + Plain(name), value);
            foreach (var pair in value.StartsWith('{') ? value.Trim('{', '}').Split(',') : [])
            {
                if (pair.Split('=', 2, StringSplitOptions.TrimEntries) is [var inner, var set])
                {
                    yield return ($"{table}{Plain(name)}.{Plain(inner)}", set);
                }
            }
        }
    }

    // A sign in quotes begins no comment: names may be paths.
    private static string WithoutComment(string line)
    {
        var quote = '\0';
        for (var at = 0; at < line.Length; at++)
        {
            var sign = line[at];
            if (quote == '\0' && sign == '#')
            {
                return line[..at];
            }

            if (sign == '\\' && quote == '"')
            {
                at++;
            }
            else if (quote == '\0' ? sign is '"' or '\'' : sign == quote)
            {
                quote = quote == '\0' ? sign : '\0';
            }
        }

        return line;
    }

    [GeneratedRegex("\"\"\".*?\"\"\"|'''.*?'''", RegexOptions.Singleline)]
    private static partial Regex LongText();
}
