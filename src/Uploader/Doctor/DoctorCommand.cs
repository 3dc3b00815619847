using System.CommandLine;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Doctor;

/// <summary>`tooltime doctor [--json]`: whether everything is counted, and how to fix what is not.</summary>
internal static class DoctorCommand
{
    public static Command Create(VerbBuilder verbs) =>
        verbs.Reads(new("doctor", "Check that everything is counted, and say how to fix what is not."), (context, _) => Run(context));

    /// <summary>Returns 0 if no check is a fault, otherwise 1.</summary>
    private static int Run(CommandContext context)
    {
        using var reading = UsageReading.Begin(context, Terminal.FromConsole(context.Environment));
        IReadOnlyList<DoctorCheck> checks =
        [
            .. Guarded("transcripts", () => [TranscriptChecks.Sessions(reading)]),
            .. Guarded("skipped", () => [TranscriptChecks.Skipped(reading)]),
            .. Guarded("retention", () => [TranscriptChecks.Retention(context, reading)]),
            .. Guarded("prices", () => CostChecks.All(context, reading)),
            .. Agent.All.SelectMany(agent => Guarded($"hooks_{agent.Client}", () => [HookChecks.Look(agent, context.Environment)])),
            .. Guarded("recorders", () => [RecorderChecks.Counted(context, reading.Index)]),
            .. Guarded("telemetry", () => [RecorderChecks.Telemetry(context)]),
            .. Guarded("agent_folders", () => [PlaceChecks.Folders(context)]),
            .. Guarded("hooks_home", () => [PlaceChecks.Home(context)]),
            .. Guarded("hooks_program", () => [PlaceChecks.Program(context)]),
            .. Guarded(GuardChecks.Name, () => [GuardChecks.Look(context)]),
        ];
        reading.Save();
        if (context.AsJson)
        {
            context.WriteJson(new DoctorReport(1, UtcText.Seconds(context.Now), checks), ClientJson.Default.DoctorReport);
        }
        else
        {
            foreach (var check in checks)
            {
                context.Write($"{check.State,-8} {check.Check}: {check.Found}");
                if (check.Remedy is not null)
                {
                    context.Write($"{"",-8} -> {check.Remedy}");
                }
            }
        }

        return checks.Any(check => check.State is DoctorCheck.Fault) ? ExitCode.Failed : ExitCode.Fine;
    }

    // What cannot be read, such as a home that another user made, is a fault of its check and ends no other.
    private static IEnumerable<DoctorCheck> Guarded(string name, Func<IEnumerable<DoctorCheck>> look)
    {
        try
        {
            return [.. look()];
        }
        catch (Exception e) when (e is ConfigException or IOException or UnauthorizedAccessException)
        {
            return [new(name, DoctorCheck.Fault, e is ConfigException ? e.Message : SystemError.Words(e), "Without it this cannot be checked.")];
        }
    }
}
