using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ToolTime.Monitor.Security.Audit;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime events`: the audit trail.</summary>
internal static class EventsCommand
{
    private const int UsualLines = 100;
    private const int PauseMs = 250;

    public static Command Create(VerbBuilder verbs)
    {
        var options = new AuditOptions();
        var last = new Option<int>("--last")
        {
            Description = $"How many of the newest calls; 0 for all. Default: {UsualLines}. Example: --last 20",
            HelpName = "COUNT",
            DefaultValueFactory = _ => UsualLines,
        };
        last.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var count) || count < 0))
            {
                result.AddError("--last takes a count, 0 or more.");
            }
        });
        var follow = new Option<bool>("--follow") { Description = "Continue with new calls until interrupted. Default: exit. Example: --follow" };
        var command = new Command("events", "Show the audit trail: the calls that agents made, and what was found in them.") { last, follow };
        options.AddTo(command);
        return verbs.Lists(command, (context, parsed) =>
        {
            var zone = context.Zone;
            return Run(context, options.Filter(parsed, zone), zone, parsed.GetValue(last), parsed.GetValue(follow));
        });
    }

    /// <summary>A call on one line.</summary>
    public static string Line(AuditEntry entry, TimeZoneInfo zone)
    {
        var at = TimeZoneInfo.ConvertTime(entry.At, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var does = entry.Programs.Count > 0 ? string.Join("; ", entry.Programs) : string.Join(", ", entry.Targets);
        var found = string.Join(", ", entry.Findings.Select(finding => $"{finding.Severity} {finding.Rule}"));
        var decision = entry.Decision switch { "deny" => "  (denied)", "ask" => "  (asked)", _ => "" };
        var line = $"{at}  {entry.Project}  {entry.Tool}  {does}{(found.Length > 0 ? $"  [{found}]" : "")}{decision}";
        return string.Concat(line.Select(character => char.IsControl(character) ? ' ' : character));
    }

    private static int Run(CommandContext context, AuditFilter filter, TimeZoneInfo zone, int last, bool follows)
    {
        var follower = new AuditFollower(context.Home);
        follower.SkipWhatIsThere();
        var entries = AuditTrail.Files(context.Home).SelectMany(file => AuditTrail.Read(file.Path)).Where(filter.Takes);
        var isAny = false;
        foreach (var entry in last > 0 ? entries.TakeLast(last) : entries)
        {
            isAny = true;
            Write(entry);
        }

        if (!isAny && !follows)
        {
            context.Say(GuardSettingsFile.Read(context.Home).Audit
                ? "No recorded call matches."
                : "The audit trail is off; `tooltime security on` turns it on.");
            return ExitCode.NothingToDo;
        }

        using var pause = new ManualResetEvent(false);
        while (follows && !StandardStreams.IsOutputUnread)
        {
            foreach (var entry in follower.ReadNew().Where(filter.Takes))
            {
                Write(entry);
            }

            // Appending to a file gives no signal on some systems, so this polls.
            pause.WaitOne(PauseMs);
        }

        return ExitCode.Fine;

        void Write(AuditEntry entry) =>
            context.Write(context.AsJson ? JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry) : Line(entry, zone));
    }
}
