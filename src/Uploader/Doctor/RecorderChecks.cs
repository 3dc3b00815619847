using System.Text.Json;
using ToolTime.Monitor.Web;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
using ToolTime.Transcripts.Index;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Doctor;

/// <summary>Which recorders are on, which of them count, and whether telemetry arrives.</summary>
internal static class RecorderChecks
{
    public static DoctorCheck Counted(CommandContext context, UsageIndex index)
    {
        var reported = index.Sessions.Count(session => session.IsOtlpOnly);
        var transcripts = index.Sessions.Count - reported;
        var recorders = new List<string> { $"transcripts ({Figure.Count(transcripts, "session")})" };
        if (reported > 0 || Directory.Exists(context.Home.Otlp))
        {
            recorders.Add($"telemetry ({Figure.Count(reported, "session")} by it alone)");
        }

        if (Directory.Exists(context.Home.Events))
        {
            recorders.Add("hooks");
        }

        return new(
            "recorders",
            DoctorCheck.Fine,
            recorders.Count == 1
                ? $"Counted by {recorders[0]}."
                : $"On this machine: {string.Join(", ", recorders)}. A session counts once, from its transcript or else from telemetry; a day counts from hooks where they recorded more."
        );
    }

    public static DoctorCheck Telemetry(CommandContext context)
    {
        const string name = "telemetry";
        var serve = ServeFile.FindRunning(context.Home);
        if (Settings(context.Environment) is not { } set)
        {
            return new(
                name,
                DoctorCheck.Fine,
                serve?.OtlpPort is { } port ? $"Received on port {port}; Claude Code's settings do not send it." : "Not sent by Claude Code's settings."
            );
        }

        if (set.Target.Token != IntakeToken.Read(context.Home))
        {
            return new(
                name,
                DoctorCheck.Fault,
                $"{set.Path} sends telemetry with a token of another home, so it is refused.",
                "Run `tooltime connect --otlp` again."
            );
        }

        if (serve is null)
        {
            return new(
                name,
                DoctorCheck.Warning,
                $"{set.Path} sends telemetry to port {set.Target.Port}, but `tooltime serve` is not running: what is sent meanwhile is lost.",
                "Run `tooltime serve --detach`, or `tooltime disconnect --user`."
            );
        }

        return serve.OtlpPort == set.Target.Port
            ? new(name, DoctorCheck.Fine, $"{set.Path} sends telemetry to port {set.Target.Port}, where `tooltime serve` receives it.")
            : new(
                name,
                DoctorCheck.Fault,
                serve.OtlpPort is { } other
                    ? $"{set.Path} sends telemetry to port {set.Target.Port}, but `tooltime serve` receives it on {other}."
                    : $"{set.Path} sends telemetry to port {set.Target.Port}, which another program was using when `tooltime serve` started.",
                "Start `tooltime serve` with a free --otlp-port, then run `tooltime connect --otlp` again."
            );
    }

    private static (string Path, OtlpTarget Target)? Settings(Func<string, string?> environment)
    {
        foreach (var agent in Agent.All.Where(agent => agent.IsClaudeCode))
        {
            try
            {
                if (
                    agent.UserSettings(environment) is { } path
                    && RegularFile.Exists(path)
                    && OtlpSetting.Find(File.ReadAllBytes(path)) is { } target
                )
                {
                    return (path, target);
                }
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                // The check of hooks reports this.
            }
        }

        return null;
    }
}
