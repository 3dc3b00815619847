using System.CommandLine;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Audit;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime security on`, `off` and `block`: what a hook does besides recording.</summary>
internal static class GuardCommands
{
    /// <summary>The verbs of `security` that change what a hook does.</summary>
    public static IEnumerable<Command> All(VerbBuilder verbs)
    {
        yield return verbs.Changes(
            new("on", "Record agents' calls in an audit trail on this machine."),
            (context, _) => Switch(context, isOn: true));
        yield return verbs.Changes(
            new("off", "Stop writing the audit trail. What was written stays; `tooltime cleanup` deletes it."),
            (context, _) => Switch(context, isOn: false));
        yield return Block(verbs);
    }

    /// <summary>Offers the audit trail to a user at a terminal while it is off; never blocks otherwise.</summary>
    public static void AskAboutAudit(CommandContext context)
    {
        if (Console.IsInputRedirected || context.AsJson || context.IsDryRun || GuardSettingsFile.Read(context.Home).Audit)
        {
            return;
        }

        if (Confirmation.Ask(
            context,
            "Keep an audit trail too: which programs agents run and what they do to which files of the project, on this machine only?",
            "no audit trail is kept", "No audit trail is kept; `tooltime security on` turns it on."))
        {
            Switch(context, isOn: true);
        }
    }

    private static Command Block(VerbBuilder verbs)
    {
        var from = SecurityCommands.Severity("The lowest severity that is blocked. Default: critical. Example: --from high");
        var answer = new Option<string?>("--answer")
        {
            Description = "deny: the call does not run. ask: your agent asks you (Claude Code; others deny). Default: deny. Example: --answer ask",
            HelpName = "ANSWER",
        };
        answer.AcceptOnlyFromAmong([.. Enum.GetValues<BlockAnswer>().Select(WireName.From)]);
        var off = new Option<bool>("--off") { Description = "Stop blocking. Default: block. Example: --off" };
        var command = new Command("block", "Make agents' hooks refuse dangerous calls before they run.") { from, answer, off };
        command.Validators.Add(result =>
        {
            if (result.GetResult(off) is { Implicit: false } && (result.GetResult(from) ?? result.GetResult(answer)) is { Implicit: false })
            {
                result.AddError("--off goes with no other option.");
            }
        });
        return verbs.Changes(command, (context, parsed) => parsed.GetValue(off)
            ? Unblock(context)
            : Block(context, parsed.GetValue(from) ?? "critical", parsed.GetValue(answer) ?? "deny"));
    }

    private static int Switch(CommandContext context, bool isOn) =>
        Change(context, isOn, settings => settings with { Audit = isOn }, isOn
            ? $"The audit trail is on. Hooks write one line per call to {context.Home.Audit}: time, session, tool, programs with their options, paths inside the project, findings. It stays on this machine for {AuditTrail.Days} days; `tooltime events` shows it."
            : $"The audit trail is off. What was written stays until it is {AuditTrail.Days} days old; `tooltime cleanup --audit` deletes it now.");

    private static int Block(CommandContext context, string from, string answer) =>
        Change(context, isOn: true, settings => settings with { BlockFrom = from, BlockAnswer = answer }, answer is "ask"
            ? $"Hooks now make your agent ask you before a call with a finding of {from} or above. `tooltime security block --off` undoes this."
            : $"Hooks now refuse calls with a finding of {from} or above. `tooltime security block --off` undoes this.");

    private static int Unblock(CommandContext context) =>
        Change(
            context,
            isOn: false,
            settings => settings with { BlockFrom = null, BlockAnswer = "deny" },
            "Nothing is blocked from now on.");

    private static int Change(CommandContext context, bool isOn, Func<GuardSettings, GuardSettings> change, string sentence)
    {
        var now = GuardSettingsFile.Update(context.Home, change, context.IsDryRun);
        context.Report(
            new GuardChange(context.IsDryRun, now.Audit, now.BlockFrom, now.BlockFrom is null ? null : now.BlockAnswer),
            ClientJson.Default.GuardChange,
            isOn && !EvaluatingHooks.AreConnected(context) ? [sentence, EvaluatingHooks.Missing] : [sentence]);
        return ExitCode.Fine;
    }
}

/// <summary>What `security on`, `off` and `block` print with `--json`: what hooks do now.</summary>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Audit">Whether calls are recorded in the audit trail.</param>
/// <param name="BlockFrom">The lowest severity that is blocked; null if nothing is.</param>
/// <param name="BlockAnswer">deny or ask; null if nothing is blocked.</param>
internal sealed record GuardChange(bool DryRun, bool Audit, string? BlockFrom, string? BlockAnswer);
