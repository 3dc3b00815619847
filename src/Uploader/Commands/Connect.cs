using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime connect` and `tooltime disconnect`: add our hooks to an agent's settings and remove them.</summary>
internal static class Connect
{
    public static int Run(Agent agent, string path, ConnectExtras extras, Action<string> say)
    {
        var (withSkill, withStatusLine, otlp) = extras;
        if (withSkill && !agent.IsClaudeCode)
        {
            throw new ConfigException($"The skill is for Claude Code; {agent.Client} was left as it is.");
        }

        if (withStatusLine && !agent.IsClaudeCode)
        {
            throw new ConfigException($"The status line is Claude Code's; {agent.Client} was left as it is.");
        }

        var command = HookLine.For(Executable(), agent.NamedClient);
        var file = new SettingsFile(path);
        var statusLine = withStatusLine ? HookLine.ForStatusLine(Executable()) : null;
        // Only Claude Code's settings are JSON that takes telemetry variables.
        var written = agent.IsClaudeCode ? otlp : null;
        var connected = Guarded(file, content => Connected(content ?? HookSettings.Nothing, agent, command, statusLine, written));
        if (otlp is not null && written is null)
        {
            say(OtlpTargets.CodexAdvice(otlp));
        }

        if (file.Content is not null && connected.AsSpan().SequenceEqual(file.Content))
        {
            say($"{path} is connected already; nothing was changed.");
            return Skilled(path, withSkill, say);
        }

        var hadOurs = file.Content is not null && HookSettings.Commands(file.Content, HookLine.IsOurs).Count > 0;
        if (!hadOurs && (file.Content is not null || File.Exists(file.BackupPath)))
        {
            file.SaveBackup();
        }

        file.Write(connected, hasSecret: written is not null);
        say($"{path} now records {agent.Events.Count} events with: {command}");
        if (statusLine is not null)
        {
            say($"Its status line is: {statusLine}");
        }

        if (written is not null)
        {
            say($"Its telemetry goes to http://127.0.0.1:{written.Port}/v1/logs, where `tooltime serve` receives it while running.");
        }

        if (file.Backup is not null)
        {
            say($"The previous file is saved beside it as {Path.GetFileName(file.BackupPath)}. `tooltime disconnect` undoes this.");
        }

        if (agent.Advice is not null)
        {
            say(agent.Advice);
        }

        return Skilled(path, withSkill, say);
    }

    public static int Undo(Agent agent, string path, Action<string> say)
    {
        if (agent.IsClaudeCode && Skill.Remove(Skill.PathBeside(path)))
        {
            say($"{Skill.PathBeside(path)} is removed.");
        }

        var file = new SettingsFile(path);
        var without = Guarded(file, content =>
            content is null ? null : OtlpSetting.Remove(StatusLineSetting.Remove(HookSettings.Disconnect(content, HookLine.IsOurs)))
        );
        if (without is null || without.AsSpan().SequenceEqual(file.Content))
        {
            say($"{path} has no hooks of tooltime; nothing was changed.");
            return ExitCode.Fine;
        }

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
            say(
                $"{path} was changed since `tooltime connect`; only tooltime's hooks were removed. {(file.Backup is null ? "" : $"The previous file remains in {Path.GetFileName(file.BackupPath)}.")}".TrimEnd()
            );
            return ExitCode.Fine;
        }

        file.DeleteBackup();
        say($"{path} is back to what it was before `tooltime connect`.");
        return ExitCode.Fine;
    }

    /// <summary>
    /// Warns if hooks are switched off, since nothing is recorded then. <paramref name="project"/> is null for the user's own settings.
    /// </summary>
    public static void WarnOfSwitch(Agent agent, string? project, Action<string> say)
    {
        if (agent.HooksOff(project, Environment.GetEnvironmentVariable) is { } off)
        {
            say(
                $"{(off.SparesPlugins ? "All hooks but those of plugins" : "All hooks")} are switched off by `{off.Member}` in {off.Path}: nothing is recorded until that is removed."
            );
        }
    }

    private static int Skilled(string path, bool withSkill, Action<string> say)
    {
        if (!withSkill)
        {
            return ExitCode.Fine;
        }

        Skill.Install(Skill.PathBeside(path), Executable());
        say($"The skill `tooltime` is in {Skill.PathBeside(path)}.");
        return ExitCode.Fine;
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
    private static string Executable()
    {
        var running = Environment.ProcessPath;
        if (running is not null && Path.GetFileNameWithoutExtension(running) is not "dotnet")
        {
            return running;
        }

        var beside = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tooltime.exe" : "tooltime");
        return File.Exists(beside)
            ? beside
            : throw new ConfigException(
                "A hook needs tooltime's executable, but this was started as a library; run `tooltime` itself."
            );
    }
}

/// <summary>What `connect` sets besides hooks.</summary>
/// <param name="Skill">Whether to add the skill `tooltime`.</param>
/// <param name="StatusLine">Whether to set the status line.</param>
/// <param name="Otlp">Where telemetry goes; null if it is not set.</param>
internal sealed record ConnectExtras(bool Skill, bool StatusLine, OtlpTarget? Otlp);
