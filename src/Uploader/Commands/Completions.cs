using System.CommandLine;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Commands;

/// <summary>
/// The scripts with which each shell asks tooltime itself for completions, so that none lists a command that does not exist.
/// </summary>
internal static class Completions
{
    private const string Bash =
        """
        # eval "$(tooltime completions bash)" in ~/.bashrc
        _tooltime() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _tooltime tooltime
        """;

    private const string Zsh =
        """
        # eval "$(tooltime completions zsh)" in ~/.zshrc, after compinit
        _tooltime() {
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- ${found}
        }
        compdef _tooltime tooltime
        """;

    private const string Fish =
        """
        # tooltime completions fish > ~/.config/fish/completions/tooltime.fish
        complete -c tooltime -f -a '(tooltime "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
        """;

    private const string PowerShell =
        """
        # tooltime completions powershell | Out-String | Invoke-Expression in $PROFILE
        Register-ArgumentCompleter -Native -CommandName tooltime -ScriptBlock {
          param($word, $line, $position)
          tooltime "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    public static Command Create(VerbBuilder verbs)
    {
        var shell = new Argument<string>("shell") { Description = "Which shell. Example: bash" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "powershell");
        var command = new Command("completions", "Print a script that makes a shell complete tooltime's commands and options.") { shell };
        return verbs.Serves(command, (context, parsed) =>
        {
            context.Write(For(parsed.GetValue(shell)!));
            return ExitCode.Fine;
        });
    }

    private static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "powershell" => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell)),
    };
}
