using System.Text;

namespace ToolTime.Monitor.Tests;

/// <summary>One line of a file of labelled commands.</summary>
/// <param name="IsDangerous">Whether a finding of `medium` or above is right.</param>
/// <param name="Category">The category, or the rule that it tests.</param>
/// <param name="Text">The command.</param>
internal sealed record LabelledCommand(bool IsDangerous, string Category, string Text)
{
    /// <summary>
    /// Reads a tab-separated file with the columns `label`, `category` and `command`, with escapes as in PostgreSQL's COPY text.
    /// </summary>
    public static IReadOnlyList<LabelledCommand> ReadAll(string path) =>
        [.. File.ReadLines(path).Skip(1).Where(line => line.Length > 0).Select(line => line.Split('\t', 3)).Select(columns =>
            new LabelledCommand(columns[0] == "dangerous", columns[1], Unescape(columns[2])))];

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                result.Append(text[at]);
                continue;
            }

            at++;
            result.Append(text[at] switch { 'n' => '\n', 't' => '\t', var other => other });
        }

        return result.ToString();
    }
}
