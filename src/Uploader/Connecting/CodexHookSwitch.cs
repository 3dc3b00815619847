using System.Text.RegularExpressions;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// Whether Codex CLI runs hooks: `hooks` (formerly `codex_hooks`) under `features` in `config.toml`; a project's file overrides the user's.
/// </summary>
internal static partial class CodexHookSwitch
{
    private const string Table = "features";

    private static readonly string[] Members = ["hooks", "codex_hooks"];

    /// <summary>The setting that switches hooks off, or null.</summary>
    public static SwitchedOff? Find(params IEnumerable<string?> settings)
    {
        foreach (var path in settings.OfType<string>().Select(hooks => Path.Combine(Path.GetDirectoryName(hooks)!, "config.toml")))
        {
            if (Read(path) is { } found)
            {
                return found.IsOn ? null : new($"{Table}.{found.Member}", path, SparesPlugins: false);
            }
        }

        return null;
    }

    private static (string Member, bool IsOn)? Read(string path)
    {
        try
        {
            foreach (var (name, value) in RegularFile.Exists(path) ? Settings(File.ReadAllText(path)) : [])
            {
                if (value is "true" or "false" && Members.FirstOrDefault(member => name == $"{Table}.{member}") is { } found)
                {
                    return (found, value is "true");
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Codex itself reports that it cannot read them.
        }

        return null;
    }

    // As much of TOML as these settings need: tables, dotted and quoted names, and tables on one line.
    private static IEnumerable<(string Name, string Value)> Settings(string toml)
    {
        var table = "";
        foreach (var line in LongText().Replace(toml, "").Split('\n'))
        {
            var text = line.Split('#')[0].Trim();
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

    private static string Plain(string name) => string.Concat(name.Where(c => c is not ('"' or '\'' or ' ' or '\t')));

    [GeneratedRegex("\"\"\".*?\"\"\"|'''.*?'''", RegexOptions.Singleline)]
    private static partial Regex LongText();
}
