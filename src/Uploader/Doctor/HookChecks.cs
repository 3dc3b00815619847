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
        var project = WorkingFolder.Find();
        var connected = new Connected();
        foreach (var path in (string?[])[agent.UserSettings(environment), project is null ? null : agent.SettingsOf(project)])
        {
            try
            {
                connected.Add(agent, path, environment);
            }
            catch (Exception e) when (e is JsonException or HookSettingsException or IOException or UnauthorizedAccessException)
            {
                return new(NameOf(agent), DoctorCheck.Fault, $"{path} cannot be read as settings.", "Fix the file.");
            }
        }

        var isPlugin = agent.IsClaudeCode && OurPlugin.IsEnabled(environment);
        var off = agent.HooksOff(project, environment);
        if (off is not null && (isPlugin ? !off.SparesPlugins : connected.Commands.Count > 0))
        {
            return new(NameOf(agent), DoctorCheck.Fault, $"Hooks are switched off by `{off.Member}` in {off.Path}.",
                "Remove it; until then nothing is recorded.");
        }

        return Judge(NameOf(agent), connected, isPlugin);
    }

    private static DoctorCheck Judge(string name, Connected connected, bool isPlugin)
    {
        if (connected.Commands.Count == 0)
        {
            return new(name, DoctorCheck.Fine, isPlugin ? "The plugin records." : "No hooks are connected.");
        }

        DoctorCheck Warn(string found, string remedy) => new(name, DoctorCheck.Warning, found, remedy);
        var places = string.Join(" and ", connected.Commands.Select(hook => hook.Path).Distinct());
        if (isPlugin)
        {
            return Warn($"The plugin records, and so do the hooks in {connected.Commands[0].Path}: each call counts once but runs two hooks.",
                "Run `tooltime disconnect`, or remove the plugin.");
        }

        var gone = connected.Commands.FirstOrDefault(hook => HookLine.Executable(hook.Command) is { } program && !File.Exists(program));
        if (gone.Path is { } settings)
        {
            return new(name, DoctorCheck.Fault, $"The program that {settings} names is gone.", "Run `tooltime connect` again.");
        }

        if (connected.Missing.Count > 0)
        {
            return Warn($"No hooks for {string.Join(", ", connected.Missing)}: an older version of tooltime connected this agent.",
                "Run `tooltime connect` again.");
        }

        // Agents run the same command once.
        if (connected.Commands.DistinctBy(hook => hook.Command).Count() > 1)
        {
            return Warn($"Different commands are connected in {places}: each call counts once but runs two hooks.",
                "Run `tooltime disconnect` to remove this project's, or `tooltime disconnect --user`.");
        }

        if (connected.Unread is { } unread)
        {
            return Warn($"Claude Code may skip all of {unread}.", "Correct it; until then nothing may be recorded.");
        }

        if (connected.Untrusted.Count > 0)
        {
            return Warn($"Codex does not run the hooks for {string.Join(", ", connected.Untrusted)}: they are not trusted, or switched off.",
                "Open Codex and enter /hooks.");
        }

        return new(name, DoctorCheck.Fine, $"Connected in {places}.");
    }

    private static string NameOf(Agent agent) => $"hooks_{agent.Client}";

    /// <summary>Our hooks in an agent's settings, and what keeps them from running.</summary>
    private sealed class Connected
    {
        public List<(string Path, string Command)> Commands { get; } = [];

        /// <summary>Events that this version uses and the settings do not.</summary>
        public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

        /// <summary>Events whose hooks Codex was not told to trust.</summary>
        public SortedSet<string> Untrusted { get; } = new(StringComparer.Ordinal);

        /// <summary>A file and its member for which the agent may skip the file.</summary>
        public string? Unread { get; private set; }

        public void Add(Agent agent, string? path, Func<string, string?> environment)
        {
            // A link that may not be changed can still be read.
            if (path is null || !RegularFile.Exists(path))
            {
                return;
            }

            var content = File.ReadAllBytes(path);
            Commands.AddRange(HookSettings.Commands(content, HookLine.IsOurs).Select(command => (path, command)));
            if (HookSettings.Events(content, HookLine.IsOurs) is { Count: > 0 } events)
            {
                Missing.UnionWith(agent.Events.Except(events));
                Unread ??= agent.UnreadMember(content) is { } member ? $"{path}: {member}" : null;
                Untrusted.UnionWith(agent.Untrusted(path, events, environment));
            }
        }
    }
}
