using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>git, and the programs that rewrite its history.</summary>
internal static class GitProgram
{
    private static readonly OptionSpec Global = new(
        "-C -c --git-dir --work-tree --namespace --exec-path --config-env",
        StopsAtOperand: true
    );
    private static readonly OptionSpec Clone = new("-b --branch --depth -o --origin -c --config --reference -j --jobs --filter --template");
    private static readonly OptionSpec Rebase = new("-x --exec --onto");
    private static readonly OptionSpec FilterBranch = new(
        "--index-filter --tree-filter --env-filter --msg-filter --commit-filter --parent-filter --tag-name-filter --subdirectory-filter -d --original"
    );

    /// <summary>Verbs that change the files or history of their repository.</summary>
    private static readonly string[] Changing = ["add", "am", "apply", "checkout", "cherry-pick", "clean", "commit", "merge", "mv", "push",
        "rebase", "reset", "restore", "revert", "rm", "switch"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["git"] = Run;
        programs["hub"] = Run;
        programs["git-filter-repo"] = call => call.Args.Any(arg => arg.Text is "--analyze" or "--dry-run") ? Content.Unknown
            : Note(call, EffectKind.DeleteHistory, "git filter-repo");
        programs["bfg"] = call => Note(call, EffectKind.DeleteHistory, "bfg");
    }

    /// <summary>Records the folder that a repository is cloned to; its scripts count as fetched.</summary>
    public static void NoteClone(Call call, string address, string? folder)
    {
        var name = address.TrimEnd('/').Split('/', ':')[^1];
        var into = call.Path(folder ?? (name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name));
        if (
            (address.Contains("://", StringComparison.Ordinal) || address.Contains('@', StringComparison.Ordinal))
            && into.Scope is not PathScope.Unknown
            && call.Walk.Unpacked.Count < 32
        )
        {
            call.Walk.Unpacked.Add((into.Full, Content.Unknown.With(DataKinds.Network)));
        }

        if (into.Kind is FileKind.AgentSettings or FileKind.AgentInstructions)
        {
            call.Emit(EffectKind.Write, "unpacked", into, traits: EffectTraits.Recursive);
        }
    }

    private static Content Note(Call call, EffectKind kind, string detail)
    {
        call.Emit(kind, detail);
        return Content.Unknown;
    }

    private static Content Run(Call call)
    {
        var global = Arguments.Read(call.Args, Global);
        foreach (var setting in global.Values("-c"))
        {
            GitSettings.Note(call, setting.Text, isLasting: false);
        }

        if (global.Rest.Count == 0)
        {
            return Content.Unknown;
        }

        var verb = global.Rest[0].Text;
        var args = global.Rest.Skip(1).ToList();
        NoteForeignRepository(call, global, verb, args);
        NoteMovedSettings(call, verb, args);
        if (GitLosses.Find(verb, args, global.Values("-c")) is var (kind, detail))
        {
            call.Emit(kind, detail);
        }

        return RunVerb(call, global, verb, args);
    }

    /// <summary>Records a change of a repository outside the project.</summary>
    private static void NoteForeignRepository(Call call, Arguments global, string verb, List<Field> args)
    {
        var place = global.Value("--work-tree", "-C") ?? global.Value("--git-dir") ?? new Field(".");
        if ((Changing.Contains(verb) || (verb is "config" && GitSettings.IsChange(args)))
            && call.Path(place.Text) is { IsOutside: true } folder)
        {
            call.Emit(EffectKind.Write, $"git {verb}", folder, traits: EffectTraits.Recursive);
        }
    }

    /// <summary>Records settings of an agent that a verb takes away.</summary>
    private static void NoteMovedSettings(Call call, string verb, List<Field> args)
    {
        if (verb is "rm" or "mv" || (verb is "stash" && args is [{ Text: "push" }, ..]))
        {
            foreach (var path in Named(call, args).Where(path => path.Kind is FileKind.AgentSettings))
            {
                call.Emit(EffectKind.Move, path: path);
            }
        }
    }

    /// <summary>What a verb reads, writes and runs; what it may lose is in <see cref="GitLosses"/>.</summary>
    private static Content RunVerb(Call call, Arguments global, string verb, List<Field> args)
    {
        switch (verb)
        {
            case "clone":
                RunClone(call, Arguments.Read(args, Clone));
                return Content.Unknown;
            case "checkout" or "restore" or "switch":
                RunCheckout(call, verb, args);
                return Content.Unknown;
            case "config":
                return RunConfig(call, args);
            case "diff" when args.Exists(arg => arg.Text is "--no-index"):
                return args.Where(arg => !arg.Text.StartsWith('-')).Aggregate(Content.Nothing, (all, file) => all.Then(call.Read(file)));
            case "show" or "diff" or "cat-file" or "blame":
                RunShow(call, args);
                return Content.Unknown.With(DataKinds.Project);
            case "log":
                return RunLog(call, args);
            case "archive" or "bundle" or "format-patch":
                return RunArchive(call, verb, args);
            case "rev-parse" when args is [{ Text: "--show-toplevel" }]:
                return new Content(call.Walk.Project + "\n");
            case "rev-parse" when args is [{ Text: "--git-dir" }]:
                return new Content($"{call.Walk.Project}/.git\n");
            case "bisect" when args is [{ Text: "run" }, _, ..]:
                return call.Run([.. args.Skip(1)]);
            case "submodule" when args is [{ Text: "foreach" }, ..]:
                return call.RunText(ShellBuiltins.Joined(args.Skip(1).Where(arg => arg.Text is not "--recursive")), call.State.Copy());
            case "rebase" when Arguments.Read(args, Rebase).Value("-x", "--exec") is { } text:
                return call.RunText(text, call.State.Copy());
            case "filter-branch":
                RunFilters(call, Arguments.Read(args, FilterBranch));
                return Content.Unknown;
            case "credential" or "credential-store" or "credential-cache" or "credential-osxkeychain" or "credential-manager"
                when args.Exists(arg => arg.Text is "fill" or "get"):
                call.Emit(EffectKind.UseSecretStore, $"git {verb}");
                return Content.Unknown.With(DataKinds.Secret);
            case "add" when args.Exists(arg => arg.Text is "-f" or "--force"):
                NoteSecrets(call, args);
                return Content.Unknown;
            default:
                return GitAliases.Run(call, global.Values("-c"), verb, args);
        }
    }

    private static void RunClone(Call call, Arguments clone)
    {
        if (clone.Operands is not [var address, ..])
        {
            return;
        }

        foreach (var setting in clone.Values("-c", "--config"))
        {
            GitSettings.Note(call, setting.Text, isLasting: true);
        }

        NoteClone(call, address.Text, clone.Operands.ElementAtOrDefault(1)?.Text);
    }

    /// <summary>Another commit brings other content. For files that guard an agent that is a change; for all others it is everyday
    /// work.</summary>
    private static void RunCheckout(Call call, string verb, List<Field> args)
    {
        var arguments = GitLosses.ReadCheckout(args);
        if (!GitLosses.ReplacesFiles(verb, arguments))
        {
            return;
        }

        foreach (var path in arguments.Operands.Where(operand => operand.IsKnown).Select(operand => call.Path(operand.Text)))
        {
            if (path.Kind is FileKind.AgentSettings)
            {
                call.Emit(EffectKind.Write, path: path, traits: EffectTraits.Edits);
            }
        }
    }

    private static void RunFilters(Call call, Arguments filters)
    {
        foreach (var filter in filters.Values("--index-filter", "--tree-filter", "--env-filter", "--msg-filter", "--commit-filter"))
        {
            call.RunText(filter, call.State.Copy());
        }
    }

    private static Content RunConfig(Call call, List<Field> args)
    {
        var reads = args.Exists(arg => arg.Text.StartsWith("--get", StringComparison.Ordinal) || arg.Text is "get");
        if (reads && args.Exists(arg => arg.Text.EndsWith("extraheader", StringComparison.OrdinalIgnoreCase)))
        {
            return UploadPrograms.Secret(call, "git config extraheader");
        }

        var arguments = Arguments.Read(args, GitSettings.Options);
        var operands = arguments.Operands is [{ Text: "set" }, ..] ? arguments.Operands[1..] : arguments.Operands;
        var changes = !arguments.Has("--get", "--get-all", "--list", "-l", "--get-regexp", "--unset", "--unset-all")
            && operands is not [{ Text: "unset" }, ..];
        if (changes && operands is [var name, var value, ..])
        {
            GitSettings.Note(call, $"{name.Text}={value.Text}", isLasting: true);
        }

        return Content.Unknown;
    }

    /// <summary>What `log -p` shows of a file is what was in it; without patches it shows no file's content.</summary>
    private static Content RunLog(Call call, List<Field> args)
    {
        if (!args.Exists(arg => arg.Text is "-p" or "-u" or "--patch"))
        {
            return Content.Unknown;
        }

        NoteSecrets(call, args);
        var isSearchForKeys = args.Exists(arg => arg.Text.Contains("PRIVATE KEY", StringComparison.Ordinal));
        return Content.Unknown.With(isSearchForKeys ? DataKinds.SecretNames : DataKinds.Project);
    }

    private static Content RunArchive(Call call, string verb, List<Field> args)
    {
        if (verb is "bundle" && args is [{ Text: "create" }, ..] && Arguments.Read(args).Operands is [_, { Text: not "-" } bundle, ..])
        {
            call.Write(bundle, Content.Unknown.With(DataKinds.Project | DataKinds.Archive));
        }

        var isRemote = verb is "archive" && args.Exists(arg => arg.Text.StartsWith("--remote", StringComparison.Ordinal));
        return Content.Unknown.With(isRemote ? DataKinds.Network : DataKinds.Project);
    }

    /// <summary>Records secrets that a verb names: what `add -f` adds although it is ignored, what `log -p` shows.</summary>
    private static void NoteSecrets(Call call, List<Field> args)
    {
        foreach (var path in Named(call, args).Where(path => path.IsSecret))
        {
            call.Emit(EffectKind.Read, path: path);
        }
    }

    private static IEnumerable<ResolvedPath> Named(Call call, List<Field> args) =>
        args.Where(arg => !arg.Text.StartsWith('-')).Select(arg => call.Path(arg.Text));

    private static void RunShow(Call call, List<Field> args)
    {
        foreach (var arg in args)
        {
            var colon = arg.Text.IndexOf(':');
            if (colon > 0 && colon + 1 < arg.Text.Length && call.Path(arg.Text[(colon + 1)..]) is { IsSecret: true } path)
            {
                call.Emit(EffectKind.Read, path: path);
            }
        }
    }
}
