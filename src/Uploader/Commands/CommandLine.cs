using System.CommandLine;
using System.CommandLine.Parsing;
using ToolTime.Names;
using ToolTime.Recording.Platform;
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
        StandardStreams.OpenClosed();
        if (args is ["--version", "--json"] or ["--json", "--version"])
        {
            return VerbBuilder.Guarded(() =>
            {
                CommandContext.FromEnvironment().WriteJson(new VersionInfo(), ClientJson.Default.VersionInfo);
                return ExitCode.Fine;
            });
        }

        // The other way in which people ask for help.
        var parsed = Root()
            .Parse(
                args switch
                {
                    [] => ["--help"],
                    ["help", .. var words] => [.. words, "--help"],
                    _ => args,
                }
            );
        List<string> errors = UnknownCommand(parsed) is { } unknown ? [unknown] : [.. parsed.Errors.Select(error => error.Message)];
        // An empty argument usually comes from a script whose variable is not set; it could mean anything.
        if (errors.Count == 0 && parsed.Tokens.Any(token => token is { Type: TokenType.Argument, Value.Length: 0 }))
        {
            errors.Add("An argument is empty.");
        }

        // The words that a shell wants completed are not a command yet.
        if (errors.Count == 0 || args is [['[', ..], ..])
        {
            return VerbBuilder.Guarded(() =>
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
    /// <param name="context">What they work with. Default: the process's environment.</param>
    public static RootCommand Root(Func<CommandContext>? context = null)
    {
        var verbs = new VerbBuilder(context ?? CommandContext.FromEnvironment);
        return new("Records how coding agents use their tools, on this machine, and shares it only if you agree.")
        {
            new Command("hook", "Record one event from a hook's JSON on standard input. Prints nothing and exits 0, always."),
            new Command("statusline", "Print one line for Claude Code's status line from the JSON on standard input. Exits 0, always."),
            ConnectCommand.Create(verbs),
            ConnectCommand.CreateUndo(verbs),
            Summarize.Create(verbs),
            ShareCommand.Create(verbs),
            ReportCommands.All(verbs),
            verbs.Changes(new("backfill", "Make day cells for sharing from transcripts, if sharing is on."), (given, _) => Backfill.Run(given)),
            verbs.Serves(
                new("mcp", "Answer an agent over the Model Context Protocol, on standard input and output."),
                (given, _) => ServeAgents.Run(given)
            ),
            ConsentCommand.Create(verbs),
            BudgetCommand.Create(verbs),
            CompareCommand.Create(verbs),
            DoctorCommand.Create(verbs),
            ProjectsCommand.Create(verbs),
            ConfigCommand.Create(verbs),
            CellsCommand.Create(verbs),
            NamesCommand.Create(verbs),
            SecurityCommands.Create(verbs),
            InsightsCommand.Create(verbs),
            ServeCommand.Create(verbs),
            ServeControl.All(verbs),
            LiveCommand.Create(verbs),
            AlertsCommand.Create(verbs),
            EventsCommand.Create(verbs),
            ExportCommand.Create(verbs),
            CleanupCommand.Create(verbs),
            Completions.Create(verbs),
            SnapshotCommand.Create(verbs),
        };
    }

    private static string? UnknownCommand(ParseResult parsed)
    {
        const int MostChanges = 2;
        var commands = parsed.CommandResult.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToList();
        return commands.Count == 0 || parsed.UnmatchedTokens is not [[not ('-' or '['), ..] word, ..] ? null
            : Spelling.FindNearest(word, commands, MostChanges) is { } nearest ? $"There is no command '{word}'. Did you mean `{nearest}`?"
            : $"There is no command '{word}'.";
    }

    private static void Add(this RootCommand root, IEnumerable<Command> commands)
    {
        foreach (var command in commands)
        {
            root.Add(command);
        }
    }
}
