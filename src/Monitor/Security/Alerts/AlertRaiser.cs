using ToolTime.Monitor.Security.Redaction;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>Raises alerts for a call's findings.</summary>
internal static class AlertRaiser
{
    /// <summary>Queues an alert for each rule that is severe enough for a channel, and starts the sender.</summary>
    public static void Raise(
        GuardedCall call,
        GuardSettings settings,
        string? project,
        IReadOnlyList<Finding> findings,
        CallStructure structure,
        BlockAnswer? answer
    )
    {
        var least = settings.Channels.Min(channel => SeverityName.Parse(channel.From));
        var due = findings.DistinctBy(finding => finding.Rule).Where(finding => finding.Severity >= least).ToList();
        if (due.Count == 0)
        {
            return;
        }

        var queue = new AlertQueue(call.Home);
        var terminal = ControllingTerminal.Find();
        foreach (var finding in due)
        {
            queue.Add(new QueuedAlert(AlertOf(call, project, finding, structure, answer), terminal, call.Key), call.Now);
        }

        DetachedCommand.Start("alerts", "send");
    }

    private static Alert AlertOf(GuardedCall call, string? project, Finding finding, CallStructure structure, BlockAnswer? answer) =>
        new()
        {
            At = call.Now,
            Client = call.Client,
            Session = SecretRedactor.Redact(call.Input.Session ?? ""),
            Project = SecretRedactor.Redact(Path.GetFileName(project?.TrimEnd('/', '\\')) ?? ""),
            Tool = SecretRedactor.Redact(call.Input.Tool ?? ""),
            Rule = finding.Rule,
            Severity = WireName.From(finding.Severity),
            Finds = RuleSet.Describe(finding.Rule),
            Programs = structure.Programs,
            Targets = structure.Targets,
            Decision = answer is { } blocked ? WireName.From(blocked) : null,
        };
}
