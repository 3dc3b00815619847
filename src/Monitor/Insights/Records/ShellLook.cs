using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>What insights need to know about a shell command.</summary>
internal static class ShellLook
{
    // Programs that show a whole file, or lines of it.
    private static readonly HashSet<string> Showing = new(StringComparer.Ordinal) { "cat", "head", "tail", "less", "more", "nl", "bat" };

    /// <summary>True if a command only shows files: no pipe, no redirection, nothing else.</summary>
    public static bool IsPlainRead(ShellScript script) =>
        script is { HasErrors: false, Statements: [{ IsBackground: false, Command: var only }] } && IsShowing(only);

    private static bool IsShowing(ShellCommand command)
    {
        // `cd folder && cat file` shows a file too.
        if (command is ShellCommand.AndOr { IsAnd: true, Left: ShellCommand.Simple { Words: [var change, ..] }, Right: var then }
            && change.Literal() is "cd")
        {
            command = then;
        }

        if (command is ShellCommand.Pipeline { IsNegated: false, Commands: [var single] })
        {
            command = single;
        }

        if (command is not ShellCommand.Simple { Redirections: [], Assignments: [], Words: [var program, ..] words })
        {
            return false;
        }

        var names = words.Skip(1).Select(argument => argument.Literal()).ToList();
        if (names.Contains(null) || names.Contains("-f") || names.Contains("-F") || names.Contains("--follow"))
        {
            return false;
        }

        var files = names.Count(name => name!.Length > 0 && !name.StartsWith('-') && !name.All(char.IsDigit));
        return program.Literal() is { } run
            && (Showing.Contains(run) ? files >= 1 : run is "sed" && names.Contains("-n") && files >= 2 && IsLines(names));
    }

    // `sed -n 10,20p file`, and no other script.
    private static bool IsLines(List<string?> names) =>
        names.FirstOrDefault(name => !name!.StartsWith('-')) is { Length: > 1 } lines
        && lines.EndsWith('p')
        && lines[..^1].All(character => char.IsDigit(character) || character is ',' or '$');
}
