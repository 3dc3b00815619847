using System.CommandLine;
using System.Globalization;
using ToolTime.Monitor.Security.Audit;
using ToolTime.Recording.Otlp;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime cleanup`: shows what is stored about calls and alerts and for how long, and deletes it earlier.</summary>
internal static class CleanupCommand
{
    public static Command Create(Func<Func<CommandContext, int>, int> guarded)
    {
        var days = new Option<int?>("--older-than")
        {
            Description = $"Delete what is older than this number of days. Default: {AuditTrail.Days}. Example: --older-than 30",
            HelpName = "DAYS",
        };
        days.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var count) || count is < 0 or > 3650))
            {
                result.AddError("--older-than takes a number of days from 0 to 3650.");
            }
        });
        var all = new Option<bool>("--audit") { Description = "Delete all of the audit trail. Default: what is too old. Example: --audit" };
        var dry = new Option<bool>("--dry-run") { Description = "Delete nothing; say what would be deleted. Default: delete. Example: --dry-run" };
        var command = new Command("cleanup", "Show what is stored about calls and alerts, and delete what is too old.") { days, all, dry };
        command.SetAction(parsed => guarded(context => Run(
            context, parsed.GetValue(all) ? -1 : parsed.GetValue(days) ?? AuditTrail.Days, parsed.GetValue(dry))));
        return command;
    }

    private static int Run(CommandContext context, int days, bool isDry)
    {
        var today = DateOnly.FromDateTime(context.Now.UtcDateTime);
        var files = AuditTrail.Files(context.Home);
        var old = files.Where(file => file.Day < today.AddDays(-days)).ToList();
        foreach (var (_, path) in isDry ? [] : old)
        {
            File.Delete(path);
        }

        var left = isDry ? files : [.. files.Except(old)];
        context.Write($"audit trail   {Days(left.Count)}, {Size(left.Sum(file => new FileInfo(file.Path).Length))}; stored for {AuditTrail.Days} days");
        context.Write($"alerts sent   {SizeOf(context.Home.AlertsSent)}; the last 256 KiB to 512 KiB");
        context.Write($"faults        {SizeOf(context.Home.SecurityFaults)}; at most 256 KiB");
        context.Write("events        counted and deleted 16 days after their day");
        context.Write($"telemetry     {SizeOfAll(context.Home.Otlp)}; {OtlpLog.RetentionDays} days");
        context.Write("usage         kept forever; rebuilt from transcripts that still exist");
        context.Say(old.Count == 0 ? "Nothing is old enough to delete."
            : isDry ? $"Would delete {Days(old.Count)} of the audit trail." : $"Deleted {Days(old.Count)} of the audit trail.");
        return ExitCode.Fine;
    }

    private static string Days(int count) => count == 1 ? "1 day" : $"{count} days";

    private static string SizeOfAll(string folder) =>
        Size(Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length) : 0);

    private static string SizeOf(string path) => Size(File.Exists(path) ? new FileInfo(path).Length : 0);

    private static string Size(long bytes) => bytes < 10 * 1024 ? $"{bytes} bytes"
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:N0} KiB");
}
