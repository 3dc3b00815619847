using System.CommandLine;
using System.Text.Json;
using ToolTime.Recording.Clock;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Doctor;

/// <summary>`tooltime doctor [--json]`: whether everything is counted, and how to fix what is not.</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    /// <param name="guarded">Runs the action and turns external failures into messages.</param>
    public static Command Create(Func<Func<CommandContext, int>, int> guarded)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON. Default: text. Example: --json" };
        var command = new Command("doctor", "Check that everything is counted, and say how to fix what is not.") { json };
        command.SetAction(parsed => guarded(context => Run(context, parsed.GetValue(json))));
        return command;
    }

    /// <summary>Returns 0 if no check is a fault, otherwise 1.</summary>
    private static int Run(CommandContext context, bool asJson)
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
        if (asJson)
        {
            var report = new DoctorReport(1, UtcText.Seconds(context.Now), checks);
            context.Output.Write([.. JsonSerializer.SerializeToUtf8Bytes(report, ClientJson.Default.DoctorReport), (byte)'\n']);
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
