using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// Whether Codex CLI runs the hooks of a file: it asks once for each, and stores the answer in the user's `config.toml`, in a table
/// `hooks.state."FILE:EVENT:GROUP:HOOK"` with `trusted_hash`, and `enabled = false` for a hook that was switched off. Whether the hook has
/// changed since is not checked.
/// </summary>
internal static class CodexHookTrust
{
    /// <summary>Those of the events that have no hook which is trusted and on.</summary>
    /// <param name="userSettings">The user's `hooks.json`, beside which `config.toml` is.</param>
    /// <param name="settings">The file with the hooks.</param>
    /// <param name="events">The events that have one there.</param>
    public static IEnumerable<string> Untrusted(string userSettings, string settings, IEnumerable<string> events)
    {
        var (trusted, off) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (name, value) in CodexConfig.Read(CodexConfig.Beside(userSettings)))
        {
            var end = name.LastIndexOf('.');
            if (end >= 0 && name[end..] is ".trusted_hash")
            {
                trusted.Add(name[..end]);
            }
            else if (end >= 0 && name[end..] is ".enabled" && value is "false")
            {
                off.Add(name[..end]);
            }
        }

        trusted.ExceptWith(off);
        // An explicit CODEX_HOME is resolved first.
        string[] files = [settings, RealPath.Resolve(settings)];
        return events.Where(named =>
            !files.Any(file => trusted.Any(key => key.StartsWith(CodexConfig.Plain($"hooks.state.{file}:{Snake(named)}:"), StringComparison.Ordinal)))
        );
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "_" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
