using System.CommandLine;
using ToolTime.Monitor.Security;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime security`: what agents' calls do, and which of that is dangerous.</summary>
internal static class SecurityCommands
{
    /// <summary>The command with its verbs.</summary>
    /// <param name="guarded">Runs a verb and turns external failures into messages.</param>
    public static Command Create(Func<Func<CommandContext, int>, int> guarded)
    {
        var since = DayOption.Create(
            "--since", $"The first day. Default: the last {SecurityOverview.UsualDays} days. Example: --since 2026-11-01");
        var from = Severity("The lowest severity that is shown; a session's risk is that of all. Default: medium. Example: --from low");
        var (rules, json) = (RulesFile(), Json());
        var command = new Command("security", "Show what was dangerous in what agents ran, session by session, and why.")
        {
            since,
            from,
            rules,
            json,
            Check(guarded),
            Explain(guarded),
            Rules(guarded),
        };
        foreach (var verb in GuardCommands.All(guarded))
        {
            command.Add(verb);
        }

        command.SetAction(parsed => guarded(context => SecurityOverview.Run(
            context, parsed.GetValue(since), SeverityName.Parse(parsed.GetValue(from) ?? "medium")!.Value, parsed.GetValue(rules),
            parsed.GetValue(json))));
        return command;
    }

    /// <summary>`--from`, which takes a severity.</summary>
    public static Option<string?> Severity(string description)
    {
        var option = new Option<string?>("--from") { Description = description, HelpName = "SEVERITY" };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<Severity>().Select(WireName.From)]);
        return option;
    }

    private static Option<string?> RulesFile() =>
        new("--rules")
        {
            Description = "Your rules file. Default: security-rules.json in tooltime's home. Example: --rules rules.json",
            HelpName = "FILE"
        };

    private static Option<bool> Json() => new("--json") { Description = "Print JSON. Default: text. Example: --json" };

    private static Command Check(Func<Func<CommandContext, int>, int> guarded)
    {
        var rules = RulesFile();
        var command = new Command("check", "Read calls as JSON lines on standard input, and answer each on a line of its own.") { rules };
        command.SetAction(parsed => guarded(context => SecurityCheck.Run(context, parsed.GetValue(rules), Console.OpenStandardInput())));
        return command;
    }

    private static Command Explain(Func<Func<CommandContext, int>, int> guarded)
    {
        var text = new Argument<string>("command") { Description = "A command line, in quotes. Example: 'rm -rf ~/old'" };
        var cwd = new Option<string?>("--cwd")
        {
            Description = "The working directory it would run in. Default: this one. Example: --cwd ~/work/app",
            HelpName = "FOLDER",
        };
        var (rules, json) = (RulesFile(), Json());
        var command = new Command("explain", "Say what is dangerous in a command, and why.") { text, cwd, rules, json };
        command.SetAction(parsed => guarded(context =>
            SecurityExplain.Run(context, parsed.GetValue(text)!, parsed.GetValue(cwd), parsed.GetValue(rules), parsed.GetValue(json))));
        return command;
    }

    private static Command Rules(Func<Func<CommandContext, int>, int> guarded)
    {
        var json = Json();
        var command = new Command("rules", "List the rules: what each finds, and what it does not find.") { json };
        command.SetAction(parsed => guarded(context => SecurityRuleList.Run(context, parsed.GetValue(json))));
        return command;
    }
}
