using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Doctor;
using ToolTime.Uploader.Insights;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Security;

namespace ToolTime.Uploader.Commands;

/// <summary>Every command except `hook`, which never gets here and is listed only for its help.</summary>
internal static class CommandLine
{
    public static int Run(string[] args)
    {
        if (args is ["--version", "--json"] or ["--json", "--version"])
        {
            return Guarded(context =>
            {
                context.Write(JsonSerializer.Serialize(new VersionInfo(), ClientJson.Default.VersionInfo));
                return ExitCode.Fine;
            });
        }

        // The other way in which people ask for help.
        var parsed = Root().Parse(args is ["help", .. var words] ? [.. words, "--help"] : args);
        List<string> errors = [.. parsed.Errors.Select(error => error.Message)];
        // An empty argument usually comes from a script whose variable is not set; it could mean anything.
        if (errors.Count == 0 && parsed.Tokens.Any(token => token is { Type: TokenType.Argument, Value.Length: 0 }))
        {
            errors.Add("An argument is empty.");
        }

        // The words that a shell wants completed are not a command yet.
        if (errors.Count == 0 || args is [['[', ..], ..])
        {
            return Guarded(() =>
                parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Error = Messages.Error })
            );
        }

        foreach (var error in errors)
        {
            Messages.Error.WriteLine(error);
        }

        Messages.Error.WriteLine("`tooltime --help` lists the commands.");
        return ExitCode.Usage;
    }

    /// <summary>All commands; completions and help are generated from them too.</summary>
    public static RootCommand Root()
    {
        var root = Recording();
        foreach (var report in ReportCommands.All(Guarded))
        {
            root.Add(report);
        }

        root.Add(Action("backfill", "Make day cells for sharing from transcripts, if sharing is on.", Backfill.Run));
        root.Add(Action("mcp", "Answer an agent over the Model Context Protocol, on standard input and output.", ServeAgents.Run));
        root.Add(ConsentCommand.Create(Guarded));
        root.Add(BudgetCommand.Create(Guarded));
        root.Add(CompareCommand.Create(Guarded));
        root.Add(DoctorCommand.Create(Guarded));
        root.Add(ProjectsCommand.Create(Guarded));
        root.Add(ConfigCommand.Create(Guarded));
        root.Add(CellsCommand.Create(Guarded));
        root.Add(NamesCommand.Create(Guarded));
        root.Add(SecurityCommands.Create(Guarded));
        root.Add(InsightsCommand.Create(Guarded));
        root.Add(ServeCommand.Create(Guarded));
        foreach (var control in ServeControl.All(Guarded))
        {
            root.Add(control);
        }

        root.Add(LiveCommand.Create(Guarded));
        root.Add(AlertsCommand.Create(Guarded));
        root.Add(EventsCommand.Create(Guarded));
        root.Add(ExportCommand.Create(Guarded));
        root.Add(CleanupCommand.Create(Guarded));
        root.Add(CompletionsCommand());
        var snapshot = Action("snapshot", "Read what is new, for status lines (started by hooks).", SnapshotCommand.Run);
        snapshot.Hidden = true;
        root.Add(snapshot);
        return root;
    }

    private static RootCommand Recording() =>
        new("Records how coding agents use their tools, on this machine, and shares it only if you agree.")
        {
            new Command("hook", "Record one event from a hook's JSON on standard input. Prints nothing and exits 0, always."),
            new Command("statusline", "Print one line for Claude Code's status line from the JSON on standard input. Exits 0, always."),
            ConnectCommand(),
            AgentCommand("disconnect", "Remove our hooks from an agent's settings.", (agent, path, _) =>
                Connect.Undo(agent, path, Messages.Error.WriteLine)
            ),
            SummarizeCommand(),
            ShareCommand(),
        };

    private static Command ConnectCommand()
    {
        var skill = new Option<bool>("--skill")
        {
            Description = "Add the skill `tooltime` too, which shows the counts (Claude Code). Default: no. Example: --skill",
        };
        var statusLine = new Option<bool>("--statusline")
        {
            Description = "Show model, context, limits, cost and budget in Claude Code's status line. Default: no. Example: --statusline",
        };
        var otlp = new Option<bool>("--otlp")
        {
            Description = "Make the agent send telemetry to `tooltime serve` too; always in the user's own settings. Default: no. Example: --otlp",
        };
        var command = AgentCommand(
            "connect",
            "Add hooks that record an agent's calls, in this folder's project or for the user.",
            (agent, path, parsed) =>
            {
                var target = parsed.GetValue(otlp) ? OtlpTargets.Find(ToolTimeHome.Locate(Environment.GetEnvironmentVariable)) : null;
                var extras = new ConnectExtras(parsed.GetValue(skill), parsed.GetValue(statusLine), target);
                return Connect.Run(agent, path, extras, Messages.Error.WriteLine);
            },
            // A token does not belong in a project's settings.
            isUsers: parsed => parsed.GetValue(otlp)
        );
        command.Add(skill);
        command.Add(statusLine);
        command.Add(otlp);
        return command;
    }

    private static Command AgentCommand(
        string name,
        string description,
        Func<Agent, string, ParseResult, int> run,
        Func<ParseResult, bool>? isUsers = null
    )
    {
        var user = new Option<bool>("--user")
        {
            Description = "The user's own settings, for every project. Default: this folder's. Example: --user",
        };
        var client = new Option<string?>("--agent")
        {
            Description = "claude-code, or codex for Codex CLI. Default: claude-code. Example: --agent codex",
            HelpName = "AGENT",
        };
        client.AcceptOnlyFromAmong([.. Agent.All.Select(agent => agent.Client)]);
        var command = new Command(name, description) { user, client };
        command.SetAction(parsed =>
            Guarded(() =>
            {
                var agent = Agent.All.Single(agent => agent.Client == (parsed.GetValue(client) ?? Agent.All[0].Client));
                var isOfUser = parsed.GetValue(user) || isUsers?.Invoke(parsed) is true;
                var path = !isOfUser
                    ? agent.SettingsOf(Directory.GetCurrentDirectory())
                    : agent.UserSettings(Environment.GetEnvironmentVariable)
                        ?? throw new ConfigException($"There is no home folder: set HOME or {agent.FolderVariable}.");
                var code = run(agent, path, parsed);
                if (name is "connect")
                {
                    Connect.WarnOfSwitch(agent, isOfUser ? null : Directory.GetCurrentDirectory(), Messages.Error.WriteLine);
                }

                if (name is "connect" && code == ExitCode.Fine)
                {
                    GuardCommands.AskAboutAudit();
                }

                return code;
            })
        );
        return command;
    }

    private static Command SummarizeCommand()
    {
        var all = new Option<bool>("--all")
        {
            Description = "Include every project, not only the current folder's. Default: no. Example: --all",
        };
        var command = new Command(
            "summarize",
            "Count the record: day by day for the machine, and the last 7 days of this folder's project as JSON."
        )
        {
            all,
        };
        command.SetAction(parsed => Guarded(context => Summarize.Run(context, parsed.GetValue(all))));
        return command;
    }

    private static Command ShareCommand()
    {
        var yes = new Option<bool>("--yes") { Description = "Agree without being asked. Default: ask. Example: --yes" };
        var on = new Command("on", "Say what sharing means, and start it if you agree.") { yes };
        on.SetAction(parsed => Guarded(context => ShareConsent.TurnOn(context, parsed.GetValue(yes))));
        var json = new Option<bool>("--json")
        {
            Description = "As JSON, with the text that is agreed to. Default: as words. Example: --json",
        };
        var status = new Command("status", "Show whether you share, since when, what is waiting and what failed last.") { json };
        status.SetAction(parsed => Guarded(context => ShareStatus.Run(context, parsed.GetValue(json))));
        var delete = new Command("delete-me", "Delete from the server all that this machine ever sent, and create a new secret.") { yes };
        delete.SetAction(parsed => Guarded(context => ShareDelete.Run(context, parsed.GetValue(yes))));
        var auto = Action("auto", "Send if it is time to (started by hooks).", ShareAuto.Run);
        auto.Hidden = true;
        return new Command("share", "Share anonymous counts with the community, or stop.")
        {
            on,
            Action("off", "Stop sharing.", ShareConsent.TurnOff),
            status,
            Action("preview", "Print the exact bytes that `share now` would send next.", ShareNow.Preview),
            Action("now", "Count, then send what is new or has changed within 7 days.", ShareNow.Run),
            Action("log", "Print every report that was sent, byte for byte, with its answer.", ShareLog.Run),
            delete,
            auto,
        };
    }

    private static Command CompletionsCommand()
    {
        var shell = new Argument<string>("shell") { Description = "Which shell. Example: bash" };
        shell.AcceptOnlyFromAmong([.. Completions.Shells]);
        var command = new Command("completions", "Print a script that makes a shell complete tooltime's commands and options.") { shell };
        command.SetAction(parsed => Guarded(context =>
        {
            context.Write(Completions.For(parsed.GetValue(shell)!));
            return ExitCode.Fine;
        }));
        return command;
    }

    private static Command Action(string name, string description, Func<CommandContext, int> run)
    {
        var command = new Command(name, description);
        command.SetAction(_ => Guarded(run));
        return command;
    }

    private static int Guarded(Func<CommandContext, int> run) => Guarded(() => run(CommandContext.FromEnvironment()));

    // The one place where system errors become messages.
    private static int Guarded(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (IOException e) when (SystemError.IsClosedPipe(e))
        {
            // The reader has what it wanted.
            return ExitCode.Fine;
        }
        catch (Exception e) when (e is ConfigException or IOException or UnauthorizedAccessException)
        {
            Messages.Error.WriteLine(e is ConfigException ? e.Message : SystemError.Words(e));
            return ExitCode.Failed;
        }
    }
}
