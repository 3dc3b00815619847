using System.Text.Json;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Doctor;

/// <summary>Whether the hooks in the user's own settings, and in this folder's project, run.</summary>
internal static class HookChecks
{
    public static DoctorCheck Look(Agent agent, Func<string, string?> environment)
    {
        var name = $"hooks_{agent.Client}";
        var project = WorkingFolder.Find();
        var commands = new List<(string Path, string Command)>();
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var unread = (string?)null;
        var untrusted = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in (string?[])[agent.UserSettings(environment), project is null ? null : agent.SettingsOf(project)])
        {
            try
            {
                // A link that may not be changed can still be read.
                if (path is not null && RegularFile.Exists(path) && File.ReadAllBytes(path) is var content)
                {
                    commands.AddRange(HookSettings.Commands(content, HookLine.IsOurs).Select(command => (path, command)));
                    if (HookSettings.Events(content, HookLine.IsOurs) is { Count: > 0 } events)
                    {
                        missing.UnionWith(agent.Events.Except(events));
                        unread ??= agent.UnreadMember(content) is { } member ? $"{path}: {member}" : null;
                        untrusted.UnionWith(agent.Untrusted(path, events, environment));
                    }
                }
            }
            catch (Exception e) when (e is JsonException or HookSettingsException or IOException or UnauthorizedAccessException)
            {
                return new(name, DoctorCheck.Fault, $"{path} cannot be read as settings.", "Fix the file.");
            }
        }

        var isPlugin = agent.IsClaudeCode && OurPlugin.IsEnabled(environment);
        var off = agent.HooksOff(project, environment);
        if (off is not null && (isPlugin ? !off.SparesPlugins : commands.Count > 0))
        {
            return new(name, DoctorCheck.Fault, $"Hooks are switched off by `{off.Member}` in {off.Path}.", "Remove it; until then nothing is recorded.");
        }

        if (commands.Count == 0)
        {
            return new(
                name,
                DoctorCheck.Fine,
                isPlugin ? "The plugin records." : "No hooks are connected."
            );
        }

        if (isPlugin)
        {
            return new(
                name,
                DoctorCheck.Warning,
                $"The plugin records, and so do the hooks in {commands[0].Path}: each call counts once but runs two hooks.",
                "Run `tooltime disconnect`, or remove the plugin."
            );
        }

        var gone = commands.FirstOrDefault(hook => HookLine.Executable(hook.Command) is { } program && !File.Exists(program));
        if (gone.Command is null && missing.Count > 0)
        {
            return new(
                name,
                DoctorCheck.Warning,
                $"No hooks for {string.Join(", ", missing)}: an older version of tooltime connected this agent.",
                "Run `tooltime connect` again."
            );
        }

        // Agents run the same command once.
        if (gone.Command is null && commands.DistinctBy(hook => hook.Command).Count() > 1)
        {
            return new(
                name,
                DoctorCheck.Warning,
                $"Different commands are connected in {string.Join(" and ", commands.Select(hook => hook.Path).Distinct())}: each call counts once but runs two hooks.",
                "Run `tooltime disconnect` to remove this project's, or `tooltime disconnect --user`."
            );
        }

        if (gone.Command is null && unread is not null)
        {
            return new(name, DoctorCheck.Warning, $"Claude Code may skip all of {unread}.", "Correct it; until then nothing may be recorded.");
        }

        if (gone.Command is null && untrusted.Count > 0)
        {
            return new(
                name,
                DoctorCheck.Warning,
                $"Codex does not run the hooks for {string.Join(", ", untrusted)}: they are not trusted, or switched off.",
                "Open Codex and enter /hooks."
            );
        }

        return gone.Command is null
            ? new(name, DoctorCheck.Fine, $"Connected in {string.Join(" and ", commands.Select(hook => hook.Path).Distinct())}.")
            : new(name, DoctorCheck.Fault, $"The program that {gone.Path} names is gone.", "Run `tooltime connect` again.");
    }
}
