using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;
using ToolTime.Recording.Hooks;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// An agent whose hooks are set in a JSON file of the form {"hooks": {event: [{"matcher", "hooks": [{"type", "command"}]}]}}.
/// </summary>
/// <param name="Client">The client name that its events are recorded under.</param>
/// <param name="Folder">The folder of its settings, in a project and in the user's home.</param>
/// <param name="File">The file in it.</param>
/// <param name="FolderVariable">The environment variable that names another folder for the user's settings.</param>
/// <param name="Events">The events that it reports.</param>
/// <param name="Advice">What the user still has to do, or null.</param>
internal sealed record Agent(string Client, string Folder, string File, string FolderVariable, IReadOnlyList<string> Events, string? Advice)
{
    private static readonly Agent ClaudeCode = new(
        ClientName.ClaudeCode,
        ".claude",
        "settings.json",
        "CLAUDE_CONFIG_DIR",
        [
            EventName.SessionStart,
            EventName.SessionEnd,
            "UserPromptSubmit",
            EventName.UserPromptExpansion,
            EventName.PreToolUse,
            EventName.PostToolUse,
            EventName.PostToolUseFailure,
            EventName.PermissionDenied,
            "SubagentStop",
            EventName.Stop,
        ],
        "Claude Code before 2.1.152 does not know all of these events and then ignores the whole file, so update it first."
    );

    // It has no event for a failed call, so its calls count as not measured.
    private static readonly Agent Codex = new(
        ClientName.Codex,
        ".codex",
        "hooks.json",
        "CODEX_HOME",
        [
            EventName.SessionStart,
            EventName.SessionEnd,
            "UserPromptSubmit",
            EventName.PreToolUse,
            EventName.PostToolUse,
            "SubagentStop",
            EventName.Stop,
        ],
        "Codex runs a new hook only when you have trusted it: open Codex and enter /hooks. A project's hooks need the project to be trusted too."
    );

    public static IReadOnlyList<Agent> All { get; } = [ClaudeCode, Codex];

    public string SettingsOf(string project) => Path.Combine(project, Folder, File);

    /// <summary>Null if the environment has no home folder.</summary>
    public string? UserSettings(Func<string, string?> environment)
    {
        if (AgentHomes.Named(environment, FolderVariable) is [var folder, ..])
        {
            return Path.GetFullPath(Path.Combine(folder, File));
        }

        return AgentHomes.User(environment) is { } user ? Path.Combine(user, Folder, File) : null;
    }

    /// <summary>What switches its hooks off, or null. <paramref name="project"/> is null for the user's own settings.</summary>
    public SwitchedOff? HooksOff(string? project, Func<string, string?> environment) =>
        Client is ClientName.ClaudeCode
            ? HookSwitch.Find(project, UserSettings(environment))
            : CodexHookSwitch.Find(project is null ? null : SettingsOf(project), UserSettings(environment));

    /// <summary>
    /// Where the settings are not as Claude Code requires, with what is required, so that it may skip the whole file; or null.
    /// </summary>
    public string? UnreadMember(byte[] settings) => IsClaudeCode ? HookSettings.UnreadMember(settings) : null;

    /// <summary>Those of the events in its settings whose hooks Codex does not run yet, or not any more.</summary>
    public IEnumerable<string> Untrusted(string settings, IEnumerable<string> events, Func<string, string?> environment) =>
        IsClaudeCode || UserSettings(environment) is not { } user ? [] : CodexHookTrust.Untrusted(user, settings, events);

    public bool IsClaudeCode => Client is ClientName.ClaudeCode;

    /// <summary>Null for Claude Code, which a hook assumes by default.</summary>
    public string? NamedClient => Client is ClientName.ClaudeCode ? null : Client;
}
