using System.CommandLine;
using ToolTime.Recording.Clock;
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
            TranscriptChecks.Sessions(reading),
            TranscriptChecks.Skipped(reading),
            TranscriptChecks.Retention(context, reading),
            .. CostChecks.All(context, reading),
            .. HookChecks.All(context),
            .. RecorderChecks.All(context, reading.Index),
            .. PlaceChecks.All(context),
            GuardChecks.Look(context),
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
}
