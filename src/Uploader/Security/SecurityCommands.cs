using System.CommandLine;
using ToolTime.Monitor.Security;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime security`: what agents' calls do, and which of that is dangerous.</summary>
internal static class SecurityCommands
{
    public static Command Create(VerbBuilder verbs)
    {
        var since = DayOption.Create(
            "--since", $"The first day. Default: the last {SecurityOverview.UsualDays} days. Example: --since 2026-11-01");
        var from = Severity("The lowest severity that is shown; a session's risk is that of all. Default: medium. Example: --from low");
        var rules = RulesFile();
        var command = new Command("security", "Show what was dangerous in what agents ran, session by session, and why.")
        {
            since,
            from,
            rules,
            Check(verbs),
            Explain(verbs),
            verbs.Reads(
                new("rules", "List the rules: what each finds, and what it does not find."),
                (context, _) => SecurityRuleList.Run(context)),
        };
        foreach (var verb in GuardCommands.All(verbs))
        {
            command.Add(verb);
        }

        return verbs.Reads(command, (context, parsed) => SecurityOverview.Run(
            context, parsed.GetValue(since), SeverityName.Parse(parsed.GetValue(from) ?? "medium")!.Value, parsed.GetValue(rules)));
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

    private static Command Check(VerbBuilder verbs)
    {
        var rules = RulesFile();
        return verbs.PrintsJson(
            new("check", "Read calls as JSON lines on standard input, and answer each on a line of its own.") { rules },
            (context, parsed) => SecurityCheck.Run(context, parsed.GetValue(rules), Console.OpenStandardInput()));
    }

    private static Command Explain(VerbBuilder verbs)
    {
        var text = new Argument<string>("command") { Description = "A command line, in quotes. Example: 'rm -rf ~/old'" };
        var cwd = new Option<string?>("--cwd")
        {
            Description = "The working directory it would run in. Default: this one. Example: --cwd ~/work/app",
            HelpName = "FOLDER",
        };
        var rules = RulesFile();
        return verbs.Reads(
            new("explain", "Say what is dangerous in a command, and why.") { text, cwd, rules },
            (context, parsed) =>
                SecurityExplain.Run(context, parsed.GetValue(text)!, parsed.GetValue(cwd), parsed.GetValue(rules)));
    }
}
