using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// Whether Codex CLI runs hooks: `hooks` (formerly `codex_hooks`) under `features` in `config.toml`; a project's file overrides the user's.
/// </summary>
internal static class CodexHookSwitch
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
            var table = "";
            foreach (var line in RegularFile.Exists(path) ? File.ReadLines(path) : [])
            {
                var text = line.Split('#')[0].Trim();
                if (text.StartsWith('['))
                {
                    table = text.Trim('[', ']', ' ');
                }
                else if (text.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value]
                    && value is ("true" or "false")
                    && Members.FirstOrDefault(member => (table, name) == (Table, member) || (table, name) == ("", $"{Table}.{member}"))
                        is { } found)
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
}
