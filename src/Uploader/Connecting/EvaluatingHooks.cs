using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Connecting;

/// <summary>Whether hooks are connected that evaluate calls before they run; otherwise nothing is blocked or audited.</summary>
internal static class EvaluatingHooks
{
    /// <summary>What to say where they are needed and missing.</summary>
    public const string Missing = "But no hook that would do it was found: `tooltime connect --user` connects your agent.";

    /// <summary>Looks into the settings of the user, of this folder's project and of the projects that Claude Code lists.</summary>
    public static bool AreConnected(CommandContext context)
    {
        var projects = ClaudeCodeProjects.Read(context.Environment).Prepend(WorkingFolder.Find()).OfType<string>().ToList();
        return OurPlugin.IsEnabled(context.Environment)
            || Agent.All
                .SelectMany(agent => projects.Select(agent.SettingsOf).Prepend(agent.UserSettings(context.Environment)))
                .OfType<string>()
                .Any(HookSettings.EvaluatesCalls);
    }
}
