using ToolTime.Recording.Home;

namespace ToolTime.Recording.Usage;

/// <summary>Where Claude Code's user settings are.</summary>
internal static class ClaudeSettings
{
    /// <summary>Null where the environment names no place.</summary>
    public static string? Path(Func<string, string?> environment)
    {
        if (AgentHomes.Named(environment, "CLAUDE_CONFIG_DIR") is [var folder, ..])
            return System.IO.Path.Combine(folder, "settings.json");
        var user = environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME");
        return string.IsNullOrEmpty(user) ? null : System.IO.Path.Combine(user, ".claude", "settings.json");
    }
}
