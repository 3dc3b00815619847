using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime connect` and `tooltime disconnect`: add our hooks to an agent's settings and remove them.</summary>
internal static class Connect
{
    public static int Run(CommandContext context, Agent agent, string path, ConnectExtras extras)
    {
        var (withSkill, withStatusLine, otlp) = extras;
        if (!agent.IsClaudeCode)
        {
            RefuseExtras(agent, extras);
        }

        var skill = withSkill ? Skill.PathBeside(path) : null;
        if (skill is not null)
        {
            Skill.Check(skill);
        }

        var executable = Executable();
        var command = HookLine.For(executable, agent.NamedClient);
        var file = new SettingsFile(path, context.IsDryRun);
        var statusLine = withStatusLine ? HookLine.ForStatusLine(executable) : null;
        // Only Claude Code's settings are JSON that takes telemetry variables.
        var written = agent.IsClaudeCode ? otlp : null;
        var connected = Guarded(file, content => Connected(content ?? HookSettings.Nothing, agent, command, statusLine, written));
        if (otlp is not null && written is null)
        {
            context.Say(OtlpTargetFinder.CodexAdvice(otlp, path));
        }

        var isChanged = file.Content is null || !connected.AsSpan().SequenceEqual(file.Content);
        if (isChanged)
        {
            Write(file, connected, hasSecret: written is not null);
        }

        if (skill is not null && !context.IsDryRun)
        {
            Skill.Install(skill, executable);
        }

        var made = new ConnectionMade
        {
            DryRun = context.IsDryRun,
            Agent = agent.Client,
            Settings = path,
            IsChanged = isChanged,
            Command = command,
            Events = agent.Events,
            StatusLine = statusLine,
            OtlpPort = written?.Port,
            Skill = skill,
            Backup = file.Backup is null ? null : file.BackupPath,
        };
        context.Report(made, ClientJson.Default.ConnectionMade, made.Sentences());
        if (isChanged && agent.Advice is not null)
        {
            context.Say(agent.Advice);
        }

        if (agent.UnreadMember(connected) is { } member)
        {
            context.Say($"Claude Code may skip all of {path}: {member}. Until that is corrected, nothing may be recorded.");
        }

        return ExitCode.Fine;
    }

    public static int Undo(CommandContext context, Agent agent, string path)
    {
        var skill = Skill.PathBeside(path);
        var hadSkill = agent.IsClaudeCode && Skill.Remove(skill, context.IsDryRun);
        var file = new SettingsFile(path, context.IsDryRun);
        var without = Guarded(file, content =>
            content is null
                ? null
                : OtlpSetting.Remove(StatusLineSetting.Remove(HookSettings.Disconnect(content, HookLine.IsOurs)), file.Backup)
        );
        var isChanged = without is not null && !without.AsSpan().SequenceEqual(file.Content);
        var undone = new ConnectionUndone
        {
            DryRun = context.IsDryRun,
            Agent = agent.Client,
            Settings = path,
            IsChanged = isChanged,
            IsRestored = isChanged && Restore(file, agent, without!),
            Skill = hadSkill ? skill : null,
            Backup = file.Backup is null ? null : file.BackupPath,
        };
        context.Report(undone, ClientJson.Default.ConnectionUndone, undone.Sentences());
        return ExitCode.Fine;
    }

    /// <summary>
    /// Warns if hooks are switched off, since nothing is recorded then. <paramref name="project"/> is null for the user's own settings.
    /// </summary>
    public static void WarnOfSwitch(CommandContext context, Agent agent, string? project)
    {
        if (agent.HooksOff(project, context.Environment) is { } off)
        {
            context.Say(
                $"{(off.SparesPlugins ? "All hooks but those of plugins" : "All hooks")} are switched off by `{off.Member}` in {off.Path}: nothing is recorded until that is removed."
            );
        }
    }

    private static void RefuseExtras(Agent agent, ConnectExtras extras)
    {
        if (extras.Skill)
        {
            throw new ConfigException($"The skill is for Claude Code; {agent.Client} was left as it is.");
        }

        if (extras.StatusLine)
        {
            throw new ConfigException($"The status line is Claude Code's; {agent.Client} was left as it is.");
        }
    }

    private static void Write(SettingsFile file, byte[] connected, bool hasSecret)
    {
        var hadOurs = file.Content is not null && HookSettings.Commands(file.Content, HookLine.IsOurs).Count > 0;
        if (!hadOurs)
        {
            file.SaveBackup();
        }

        file.Write(connected, hasSecret);
    }

    /// <returns>Whether the settings are what they were before `connect`; otherwise only what is ours was removed.</returns>
    private static bool Restore(SettingsFile file, Agent agent, byte[] without)
    {
        if (file.Backup is null && IsWhatConnectMakesOf(HookSettings.Nothing, file, agent))
        {
            file.Delete();
        }
        else if (file.Backup is { } before && IsWhatConnectMakesOf(before, file, agent))
        {
            file.Write(before);
        }
        else
        {
            file.Write(without);
            return false;
        }

        file.DeleteBackup();
        return true;
    }

    private static bool IsWhatConnectMakesOf(byte[] before, SettingsFile file, Agent agent)
    {
        try
        {
            return HookSettings.Commands(file.Content!, HookLine.IsOurs) is [var command]
                && Connected(before, agent, command, StatusLineSetting.Ours(file.Content!), OtlpSetting.Find(file.Content!))
                    .AsSpan()
                    .SequenceEqual(file.Content);
        }
        catch (Exception e) when (e is JsonException or HookSettingsException)
        {
            return false;
        }
    }

    private static byte[] Connected(byte[] settings, Agent agent, string command, string? statusLine, OtlpTarget? otlp)
    {
        var connected = HookSettings.Connect(settings, agent, command, HookLine.IsOurs);
        connected = statusLine is null ? connected : StatusLineSetting.Add(connected, statusLine);
        return otlp is null ? connected : OtlpSetting.Add(connected, otlp);
    }

    private static T Guarded<T>(SettingsFile file, Func<byte[]?, T> change)
    {
        try
        {
            return change(file.Content);
        }
        catch (JsonException e)
        {
            throw new ConfigException($"{file.Path} is broken: it is not JSON (line {e.LineNumber + 1}). Nothing was changed.");
        }
        catch (HookSettingsException e)
        {
            throw new ConfigException($"{file.Path} cannot take hooks: {e.Message}. Nothing was changed.");
        }
    }

    /// <exception cref="ConfigException">The path of the executable is unknown.</exception>
    private static string Executable() =>
        OwnExecutable.Path
        ?? throw new ConfigException("A hook needs tooltime's executable, but this was started as a library; run `tooltime` itself.");
}

/// <summary>What `connect` sets besides hooks.</summary>
/// <param name="Skill">Whether to add the skill `tooltime`.</param>
/// <param name="StatusLine">Whether to set the status line.</param>
/// <param name="Otlp">Where telemetry goes; null if it is not set.</param>
internal sealed record ConnectExtras(bool Skill, bool StatusLine, OtlpTarget? Otlp);
