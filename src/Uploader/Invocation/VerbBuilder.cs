using System.CommandLine;
using ToolTime.Recording.Home;

namespace ToolTime.Uploader.Invocation;

/// <summary>Completes commands with what all verbs share: `--json`, `--dry-run`, and messages in place of exceptions.</summary>
internal sealed class VerbBuilder(Func<CommandContext> context)
{
    private readonly Option<bool> _json = Json("Print JSON. Default: text. Example: --json");
    private readonly Option<bool> _jsonLines = Json("Print JSON, one object a line. Default: text. Example: --json");
    private readonly Option<bool> _jsonAnyway = Json("Changes nothing, since the output is JSON anyway. Default: no. Example: --json");
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Change, send and start nothing; say what would be done. Default: do it. Example: --dry-run",
    };

    /// <summary>A verb that shows something.</summary>
    public Command Reads(Command command, Func<CommandContext, ParseResult, int> run) => With(command, run, _json);

    /// <summary>A verb that shows a list, whose JSON is one object a line.</summary>
    public Command Lists(Command command, Func<CommandContext, ParseResult, int> run) => With(command, run, _jsonLines);

    /// <summary>A verb that shows something as JSON in any case.</summary>
    public Command PrintsJson(Command command, Func<CommandContext, ParseResult, int> run) => With(command, run, _jsonAnyway);

    /// <summary>A verb that changes files, sends something or starts or stops a process.</summary>
    public Command Changes(Command command, Func<CommandContext, ParseResult, int> run) => With(command, run, _json, _dryRun);

    /// <summary>A verb for programs, whose output has a form of its own.</summary>
    public Command Serves(Command command, Func<CommandContext, ParseResult, int> run) => With(command, run);

    /// <summary>Runs a verb. The one place where system errors become messages.</summary>
    public static int Guarded(Func<int> run)
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

    private static Option<bool> Json(string description) => new("--json") { Description = description };

    private Command With(Command command, Func<CommandContext, ParseResult, int> run, params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction(parsed => Guarded(() => Run(parsed, run)));
        return command;
    }

    private int Run(ParseResult parsed, Func<CommandContext, ParseResult, int> run)
    {
        var given = context() with
        {
            AsJson = parsed.GetValue(_json) || parsed.GetValue(_jsonLines) || parsed.GetValue(_jsonAnyway),
            IsDryRun = parsed.GetValue(_dryRun),
        };
        if (given is { IsDryRun: true, AsJson: false })
        {
            given.Say("This is a dry run: nothing is changed, sent or started. Without --dry-run:");
        }

        return run(given, parsed);
    }
}
