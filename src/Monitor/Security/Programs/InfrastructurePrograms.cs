using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that bring machines and clouds to a described state.</summary>
internal static class InfrastructurePrograms
{
    /// <summary>Parts of the types of resources that hold data.</summary>
    private static readonly string[] Storing = ["_db_", "_rds_", "_sql_", "database", "_bucket", "_volume", "_disk", "_table"];

    /// <summary>Parts of the types of resources that only belong to one that holds data.</summary>
    private static readonly string[] Belonging = ["_attachment", "_subnet_group", "_parameter_group", "_policy"];

    private static readonly OptionSpec Playbook = new(
        "-i -e -l -t -f -u -c -M -T --inventory --extra-vars --limit --tags --skip-tags --forks --user --connection --start-at-task --vault-password-file"
    );

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["terraform"] = RunTerraform;
        programs["ansible"] = RunAnsible;
        programs["ansible-playbook"] = call =>
        {
            foreach (var book in Arguments.Read(call.Args, Playbook).Operands)
            {
                InterpreterPrograms.NoteExecuted(call, call.Read(book).Data);
            }

            return Content.Unknown;
        };
        programs["ansible-pull"] = call => Arguments.Read(call.Args,
            new OptionSpec("-U --url -C --checkout -d --directory -i --inventory -e --extra-vars -t --tags")).Value("-U",
                "--url") is { } address
            && !address.Text.StartsWith('/') ? InterpreterPrograms.Remote(call, address) : Content.Unknown;
        programs["chezmoi"] = call => call.Args is [{ Text: "init" }, ..] && call.Args.Any(arg => arg.Text is "--apply")
            && call.Args.LastOrDefault(arg => !arg.Text.StartsWith('-')) is { Text: not "init" } source && !source.Text.StartsWith('/')
            ? InterpreterPrograms.Remote(call, source) : Content.Unknown;
    }

    private static Content RunTerraform(Call call)
    {
        var words = call.Args.Select(arg => arg.Text).Where(word => !word.StartsWith("-chdir", StringComparison.Ordinal)).SkipWhile(word =>
            word is "run-all" or "run" or "--all" or "--").ToList();
        var isDestroying = words is ["destroy", ..] || (words is ["apply", ..] && words.Exists(word => word is "-destroy" or "--destroy"));
        // The whole state contains resources' secrets in clear text; an output is secret if its name says so.
        var output = words is ["output", ..] ? words.Skip(1).LastOrDefault(word => !word.StartsWith('-')) : null;
        if (words is ["state", "pull", ..] || (output is not null && KnownVariables.IsSecret(output)))
        {
            call.Emit(EffectKind.UseSecretStore, $"{call.Name} {words[0]}");
            return Content.Unknown.With(DataKinds.Secret);
        }

        if (words is ["init", ..] && words.Find(word => word.StartsWith("-from-module=", StringComparison.Ordinal)) is { } module
            && PackagePrograms.IsAddress(module["-from-module=".Length..]))
        {
            call.Emit(EffectKind.InstallFrom, module["-from-module=".Length..]);
        }

        if (words is ["apply", ..])
        {
            var variables = call.Environment.Where(variable => variable.Name.StartsWith("TF_VAR_", StringComparison.Ordinal));
            ScalingSizes.NotePairs(call, [.. words, .. variables.Select(variable => $"{variable.Name}={variable.Value.Text}")],
                areServices: false);
        }

        var isReplacing = words is ["apply", ..] && words.Exists(word => word.StartsWith("-replace=", StringComparison.Ordinal)
            && Array.Exists(Storing, kind => word.Contains(kind, StringComparison.Ordinal))
            && !Array.Exists(Belonging, kind => word.Contains(kind, StringComparison.Ordinal)));
        if (isDestroying || isReplacing || words is ["state", "rm", ..] or ["workspace", "delete", ..])
        {
            call.Emit(EffectKind.DeleteCloud, $"{call.Name} {words[0]}");
        }

        return Content.Unknown;
    }

    private static Content RunAnsible(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-m -a -i -u -e --module-name --args --inventory"));
        return arguments.Value("-a", "--args") is { } text && arguments.Value("-m", "--module-name")?.Text is null or "shell" or "command"
            or "raw"
            ? call.RunText(text, new ShellState(null) { Traits = EffectTraits.Remote })
            : Content.Unknown;
    }
}
