using System.CommandLine;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Audit;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>The options that select calls of the audit trail.</summary>
internal sealed class AuditOptions
{
    private readonly Option<DateOnly?> _since = DayOption.Create("--since", "The first day. Default: the earliest recorded. Example: --since 2026-11-01");

    private readonly Option<DateOnly?> _until = DayOption.Create("--until", "The last day. Default: the latest recorded. Example: --until 2026-11-30");

    private readonly Option<string?> _session = Text(
        "--session", "ID", "Only sessions whose id starts with this. Default: all. Example: --session 4f2c");

    private readonly Option<string?> _project = Text("--project", "NAME", "Only this project, by its folder's name. Default: all. Example: --project app");

    private readonly Option<string?> _client = Text("--client", "CLIENT", "Only this client. Default: all. Example: --client codex");

    private readonly Option<string?> _tool = Text("--tool", "TOOL", "Only this tool. Default: all. Example: --tool Bash");

    private readonly Option<string?> _rule = Text(
        "--rule", "RULE", "Only calls in which this rule found something, or one that starts with this. Default: all. Example: --rule secrets.");

    private readonly Option<string?> _from =
        SecurityCommands.Severity("Only calls with a finding of this severity or above. Default: all calls. Example: --from medium");

    private readonly Option<bool> _blocked = new("--blocked") { Description = "Only calls that were blocked. Default: all. Example: --blocked" };

    public AuditOptions() => _client.AcceptOnlyFromAmong(ClientName.All);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_since, _until, _session, _project, _client, _tool, _rule, _from, _blocked])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (DayOption.In(result.GetResult(_since)) is { } since && DayOption.In(result.GetResult(_until)) is { } until && since > until)
            {
                result.AddError("--since is after --until.");
            }
        });
    }

    /// <summary>The filter that the command line asks for, with days in a time zone.</summary>
    public AuditFilter Filter(ParseResult parsed, TimeZoneInfo zone) => new()
    {
        Since = parsed.GetValue(_since) is { } since ? LocalDay.Begin(since, zone) : null,
        Until = parsed.GetValue(_until) is { } until && until < DateOnly.MaxValue ? LocalDay.Begin(until.AddDays(1), zone) : null,
        Session = parsed.GetValue(_session),
        Project = parsed.GetValue(_project),
        Client = parsed.GetValue(_client),
        Tool = parsed.GetValue(_tool),
        Rule = parsed.GetValue(_rule),
        From = parsed.GetValue(_from) is { } from ? SeverityName.Parse(from) : null,
        IsBlocked = parsed.GetValue(_blocked),
    };

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };
}
