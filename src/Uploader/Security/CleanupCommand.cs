using System.CommandLine;
using System.Globalization;
using ToolTime.Monitor.Security.Audit;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Otlp;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime cleanup`: shows what is stored about calls and alerts and for how long, and deletes it earlier.</summary>
internal static class CleanupCommand
{
    public static Command Create(VerbBuilder verbs)
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
        var command = new Command("cleanup", "Show what is stored about calls and alerts, and delete what is too old.") { days, all };
        return verbs.Changes(command, (context, parsed) =>
            Run(context, parsed.GetValue(all) ? -1 : parsed.GetValue(days) ?? AuditTrail.Days));
    }

    private static int Run(CommandContext context, int days)
    {
        var today = context.Now.UtcDay();
        var files = AuditTrail.Files(context.Home);
        var old = files.Where(file => file.Day < today.AddDays(-days)).ToList();
        if (!context.IsDryRun)
        {
            foreach (var (_, path) in old)
            {
                File.Delete(path);
            }

            files = [.. files.Except(old)];
        }

        var stored = new CleanupReport
        {
            DryRun = context.IsDryRun,
            DeletedDays = [.. old.Select(file => file.Day)],
            AuditTrailDays = files.Count,
            AuditTrailBytes = files.Sum(file => FileSizes.Get(file.Path)),
            AuditTrailRetentionDays = AuditTrail.Days,
            AlertsSentBytes = FileSizes.Get(context.Home.AlertsSent),
            FaultsBytes = FileSizes.Get(context.Home.SecurityFaults),
            TelemetryBytes = FileSizes.Sum(context.Home.Otlp),
            TelemetryRetentionDays = OtlpLog.RetentionDays,
        };
        if (!context.AsJson)
        {
            context.Write($"audit trail   {Days(stored.AuditTrailDays)}, {Size(stored.AuditTrailBytes)}; stored for {AuditTrail.Days} days");
            context.Write($"alerts sent   {Size(stored.AlertsSentBytes)}; the last 256 KiB to 512 KiB");
            context.Write($"faults        {Size(stored.FaultsBytes)}; at most 256 KiB");
            context.Write("events        counted and deleted 16 days after their day");
            context.Write($"telemetry     {Size(stored.TelemetryBytes)}; {OtlpLog.RetentionDays} days");
            context.Write("usage         kept forever; rebuilt from transcripts that still exist");
        }

        context.Report(
            stored,
            ClientJson.Default.CleanupReport,
            old.Count == 0 ? "Nothing is old enough to delete." : $"Deleted {Days(old.Count)} of the audit trail.");
        return ExitCode.Fine;
    }

    private static string Days(int count) => Figure.Count(count, "day");

    private static string Size(long bytes) => bytes < 10 * 1024 ? $"{bytes} bytes"
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:N0} KiB");
}

/// <summary>What `cleanup --json` prints: what is stored, in bytes.</summary>
internal sealed record CleanupReport
{
    /// <summary>Whether nothing was deleted.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The days of the audit trail that were deleted, or would be.</summary>
    public required IReadOnlyList<DateOnly> DeletedDays { get; init; }

    /// <summary>How many days of the audit trail there are now.</summary>
    public required int AuditTrailDays { get; init; }

    public required long AuditTrailBytes { get; init; }

    public required int AuditTrailRetentionDays { get; init; }

    public required long AlertsSentBytes { get; init; }

    public required long FaultsBytes { get; init; }

    public required long TelemetryBytes { get; init; }

    public required int TelemetryRetentionDays { get; init; }
}
