using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Git settings that make it run something, or check less.</summary>
internal static class GitSettings
{
    /// <summary>The options of `git config` that take a value.</summary>
    public static readonly OptionSpec Options = new("-f --file --type --default");

    private const int MostLines = 200;

    /// <summary>Records what a setting does, `name=value`.</summary>
    /// <param name="call">The command that sets it.</param>
    /// <param name="setting">Its name and value.</param>
    /// <param name="isLasting">Whether it is stored, and not only for this command.</param>
    public static void Note(Call call, string setting, bool isLasting)
    {
        var equals = setting.IndexOf('=');
        var (name, value) = equals < 0 ? (setting.ToLowerInvariant(), "") : (setting[..equals].ToLowerInvariant(), setting[(equals + 1)..]);
        if (value.StartsWith('!') && name.StartsWith("alias.", StringComparison.Ordinal))
        {
            if (isLasting)
            {
                call.Emit(EffectKind.HookGit, name);
                GitAliases.Remember(call, name, value);
            }
        }
        else if (name.StartsWith("alias.", StringComparison.Ordinal))
        {
            if (isLasting)
            {
                GitAliases.Remember(call, name, value);
            }
        }
        else if (name is "http.sslverify" && value is "false" or "0")
        {
            call.Emit(EffectKind.InstallUnchecked, "http.sslVerify");
        }
        else if (name is "core.hookspath" or "init.templatedir" && isLasting && !IsProjectFolder(call, value))
        {
            call.Emit(EffectKind.HookGit, name);
        }
        else if (name is "core.fsmonitor" or "core.sshcommand" or "core.pager" or "core.editor" or "sequence.editor" or "diff.external"
            && ShellParser.Parse(value).Statements.Count > 0
            && (value.Contains('/', StringComparison.Ordinal) || value.Contains(' ', StringComparison.Ordinal)))
        {
            var isRunAlways = name is "core.fsmonitor" or "core.sshcommand" && value is not "true" and not "false"
                && !value.StartsWith("ssh ", StringComparison.Ordinal);
            if (isLasting && (isRunAlways || IsForeignCommand(call, value) || value.Contains("ProxyCommand", StringComparison.Ordinal)))
            {
                call.Emit(EffectKind.HookGit, name);
            }

            call.RunText(new Field(value), call.State.Copy());
        }
        else if (isLasting && name.StartsWith("url.", StringComparison.Ordinal) && name.EndsWith("insteadof", StringComparison.Ordinal)
            && NetworkPrograms.Host(setting["url.".Length..setting.ToLowerInvariant().LastIndexOf(".insteadof", StringComparison.Ordinal)])
                is var host && host != NetworkPrograms.Host(value))
        {
            // What comes from one is taken from the other under its name.
            Registries.Note(call, new Field($"https://{host}/"));
        }
        else if (isLasting && HoldsCommand(name) && IsForeignCommand(call, value))
        {
            call.Emit(EffectKind.HookGit, name);
        }
    }

    /// <summary>Whether `git config` changes a repository's own settings.</summary>
    public static bool IsChange(List<Field> args) => Arguments.Read(args, Options) is var arguments
        && !arguments.Has("--global", "--system", "--get", "--get-all", "--get-regexp", "-l", "--list", "-f", "--file")
        && (arguments.Has("--unset", "--unset-all", "--remove-section") || arguments.Operands.Count > 1)
        && arguments.Operands is not [{ Text: "get" or "list" }, ..];

    /// <summary>Records what the settings in a file's text do.</summary>
    public static void NoteFile(Call call, string text)
    {
        var section = "";
        foreach (var line in text.Split('\n').Take(MostLines).Select(line => line.Trim()))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                section = string.Join('.', line.Trim('[', ']').Split(' ', 2).Select(part => part.Trim('"')));
            }
            else if (line.IndexOf('=') is var equals and > 0 && line[0] is not ('#' or ';'))
            {
                Note(call, $"{section}.{line[..equals].Trim()}={line[(equals + 1)..].Trim().Trim('"')}", isLasting: true);
            }
        }
    }

    /// <summary>Whether git runs a setting's value.</summary>
    private static bool HoldsCommand(string name) =>
        name is "core.askpass" or "gpg.program" or "credential.helper" or "uploadpack.packobjectshook" or "interactive.difffilter"
            || (name.StartsWith("credential.", StringComparison.Ordinal) && name.EndsWith(".helper", StringComparison.Ordinal))
            || (name.StartsWith("filter.", StringComparison.Ordinal) && !name.EndsWith(".required", StringComparison.Ordinal))
            || name.StartsWith("pager.", StringComparison.Ordinal) || name.EndsWith(".textconv", StringComparison.Ordinal)
            || (name.StartsWith("merge.", StringComparison.Ordinal) && name.EndsWith(".driver", StringComparison.Ordinal))
            || (name.StartsWith("diff.", StringComparison.Ordinal) && name.EndsWith(".command", StringComparison.Ordinal));

    /// <summary>Whether a command is neither a plain program name nor located in the system or the project.</summary>
    private static bool IsForeignCommand(Call call, string value)
    {
        var program = value.TrimStart('!').Trim().Split(' ')[0];
        return ProgramName.IsShell(ProgramName.From(program)) || program is "f()" or "curl" or "wget"
            || (program.Contains('/', StringComparison.Ordinal)
                && call.Path(program).Scope is PathScope.Allowed or PathScope.Home or PathScope.Elsewhere);
    }

    private static bool IsProjectFolder(Call call, string value) =>
        call.Path(value) is { Scope: PathScope.Project, Kind: not FileKind.GitHook };
}
