using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>git, and the command lines of its hosts.</summary>
internal static class GitProgram
{
    private static readonly OptionSpec Global = new(
        "-C -c --git-dir --work-tree --namespace --exec-path --config-env",
        StopsAtOperand: true
    );
    private static readonly OptionSpec Push = new("-o --push-option --repo --receive-pack --exec");
    private static readonly OptionSpec Clone = new("-b --branch --depth -o --origin -c --config --reference -j --jobs --filter --template");
    private static readonly OptionSpec Clean = new("-e --exclude");
    private static readonly OptionSpec FilterBranch = new(
        "--index-filter --tree-filter --env-filter --msg-filter --commit-filter --parent-filter --tag-name-filter --subdirectory-filter -d --original"
    );

    /// <summary>Verbs that change the files or history of their repository.</summary>
    private static readonly string[] Changing = ["add", "am", "apply", "checkout", "cherry-pick", "clean", "commit", "merge", "mv", "push",
        "rebase", "reset", "restore", "revert", "rm", "switch"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["git"] = Run;
        programs["gh"] = programs["glab"] = Hosted;
        programs["hub"] = Run;
        programs["git-filter-repo"] = call => call.Args.Any(arg => arg.Text is "--analyze" or "--dry-run") ? Content.Unknown
            : Note(call, EffectKind.DeleteHistory, "git filter-repo");
        programs["bfg"] = call => Note(call, EffectKind.DeleteHistory, "bfg");
    }

    /// <summary>Records the folder that a repository is cloned to; its scripts count as fetched.</summary>
    private static void NoteClone(Call call, string address, string? folder)
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
        var place = global.Value("--work-tree", "-C") ?? global.Value("--git-dir") ?? new Field(".");
        if ((Changing.Contains(verb) || (verb is "config" && GitSettings.IsChange(args)))
            && call.Path(place.Text) is { IsOutside: true } folder)
        {
            call.Emit(EffectKind.Write, $"git {verb}", folder, traits: EffectTraits.Recursive);
        }

        if (verb is "rm" or "mv" || (verb is "stash" && args is [{ Text: "push" }, ..]))
        {
            foreach (var path in args.Where(arg => !arg.Text.StartsWith('-')).Select(arg => call.Path(arg.Text)))
            {
                if (path.Kind is FileKind.AgentSettings)
                {
                    call.Emit(EffectKind.Move, path: path);
                }
            }
        }

        switch (verb)
        {
            case "clone" when Arguments.Read(args, Clone).Operands is [var address, ..] clone:
                foreach (var setting in Arguments.Read(args, Clone).Values("-c", "--config"))
                {
                    GitSettings.Note(call, setting.Text, isLasting: true);
                }

                NoteClone(call, address.Text, clone.Count > 1 ? clone[1].Text : null);
                break;
            case "push":
                RunPush(call, Arguments.Read(args, Push));
                break;
            case "reset" when args.Exists(arg => arg.Text is "--hard"):
                call.Emit(EffectKind.DiscardWork, "git reset --hard");
                break;
            case "read-tree" when args.Exists(arg => arg.Text is "--reset") && args.Exists(arg => arg.Text is "-u"):
                call.Emit(EffectKind.DiscardWork, "git read-tree --reset -u");
                break;
            case "checkout-index" when Arguments.Read(args) is var index && index.Has("-f", "--force") && index.Has("-a", "--all"):
                call.Emit(EffectKind.DiscardWork, "git checkout-index -f -a");
                break;
            case "submodule" when args is [{ Text: "deinit" }, ..] && args.Exists(arg => arg.Text is "-f" or "--force"):
                call.Emit(EffectKind.DiscardWork, "git submodule deinit -f");
                break;
            case "clean":
                RunClean(call, Arguments.Read(args, Clean), global.Values("-c"));
                break;
            case "checkout" or "restore" or "switch":
                RunCheckout(call, verb, args);
                break;
            case "stash" when args is [{ Text: "drop" or "clear" }, ..]:
                call.Emit(EffectKind.DeleteHistory, $"git stash {args[0].Text}");
                break;
            case "branch"
                when Arguments.Read(args) is var branch
                    && (branch.Has("-D") || (branch.Has("-d", "--delete") && branch.Has("-f", "--force"))):
                call.Emit(EffectKind.DeleteHistory, "git branch -D");
                break;
            case "reflog" when args is [{ Text: "expire" or "delete" }, ..] && !args.Exists(arg => arg.Text is "--dry-run" or "-n"):
                call.Emit(EffectKind.DeleteHistory, $"git reflog {args[0].Text}");
                break;
            case "gc" or "prune" when args.Exists(arg => arg.Text is "--prune=now" or "--prune=all" or "--expire=now"):
                call.Emit(EffectKind.DeleteHistory, $"git {verb} {args[0].Text}");
                break;
            case "update-ref" when args.Exists(arg => arg.Text is "-d"):
                call.Emit(EffectKind.DeleteHistory, "git update-ref -d");
                break;
            case "filter-branch" or "filter-repo" when !args.Exists(arg => arg.Text is "--analyze" or "--dry-run"):
                call.Emit(EffectKind.DeleteHistory, $"git {verb}");
                RunFilters(call, Arguments.Read(args, FilterBranch));
                break;
            case "worktree" when args is [{ Text: "remove" }, ..] && args.Exists(arg => arg.Text is "-f" or "--force" or "-ff"):
                call.Emit(EffectKind.DiscardWork, "git worktree remove --force");
                break;
            case "config" when args.Exists(arg => arg.Text.StartsWith("--get", StringComparison.Ordinal) || arg.Text is "get")
                && args.Exists(arg => arg.Text.EndsWith("extraheader", StringComparison.OrdinalIgnoreCase)):
                return UploadPrograms.Secret(call, "git config extraheader");
            case "log" when args.Exists(arg => arg.Text.Contains("PRIVATE KEY", StringComparison.Ordinal))
                && args.Exists(arg => arg.Text is "-p" or "--patch"):
                return Content.Unknown.With(DataKinds.SecretNames);
            case "config":
                RunConfig(call, args);
                break;
            case "diff" when args.Exists(arg => arg.Text is "--no-index"):
                return args.Where(arg => !arg.Text.StartsWith('-')).Aggregate(Content.Nothing, (all, file) => all.Then(call.Read(file)));
            case "show" or "diff" or "cat-file" or "blame":
                RunShow(call, args);
                return Content.Unknown.With(DataKinds.Project);
            case "rev-parse" when args is [{ Text: "--show-toplevel" }]:
                return new Content(call.Walk.Project + "\n");
            case "rev-parse" when args is [{ Text: "--git-dir" }]:
                return new Content($"{call.Walk.Project}/.git\n");
            case "bisect" when args is [{ Text: "run" }, _, ..]:
                return call.Run([.. args.Skip(1)]);
            case "submodule" when args is [{ Text: "foreach" }, ..]:
                return call.RunText(ShellBuiltins.Joined(args.Skip(1).Where(arg => arg.Text is not "--recursive")), call.State.Copy());
            case "credential"
            or "credential-store"
            or "credential-cache"
            or "credential-osxkeychain"
            or "credential-manager" when args.Exists(arg => arg.Text is "fill" or "get"):
                call.Emit(EffectKind.UseSecretStore, $"git {verb}");
                return Content.Unknown.With(DataKinds.Secret);
            case "add" when args.Exists(arg => arg.Text is "-f" or "--force"):
                NoteAdded(call, args);
                break;
            case "rebase" when Arguments.Read(args, new OptionSpec("-x --exec --onto")).Value("-x", "--exec") is { } text:
                return call.RunText(text, call.State.Copy());
            case "archive" or "log" or "bundle" or "format-patch":
                NoteHistory(call, args);
                if (verb is "bundle" && args is [{ Text: "create" }, ..] && Arguments.Read(args).Operands is [_, { Text: not "-" } bundle, ..])
                {
                    call.Write(bundle, Content.Unknown.With(DataKinds.Project | DataKinds.Archive));
                }

                // A log without patches has no files.
                return verb is "log" && !args.Exists(arg => arg.Text is "-p" or "-u" or "--patch") ? Content.Unknown
                    : Content.Unknown.With(verb is "archive" && args.Exists(arg => arg.Text.StartsWith("--remote",
                    StringComparison.Ordinal)) ? DataKinds.Network : DataKinds.Project);
            default:
                return GitAliases.Run(call, global.Values("-c"), verb, args);
        }

        return Content.Unknown;
    }

    private static void RunPush(Call call, Arguments push)
    {
        if (push.Has("-n", "--dry-run"))
        {
            return;
        }

        var references = push.Operands.Skip(1).Select(operand => operand.Text).ToList();
        if (push.Has("-d", "--delete") || references.Exists(reference => reference.StartsWith(':') && reference.Length > 1))
        {
            call.Emit(EffectKind.ForcePush, "push --delete");
        }
        else if (push.Has("-f", "--force") || references.Exists(reference => reference.StartsWith('+')))
        {
            call.Emit(EffectKind.ForcePush, "push --force");
        }
        else if (push.Has("--mirror", "--prune"))
        {
            call.Emit(EffectKind.ForcePush, "push --mirror");
        }
    }

    private static void RunClean(Call call, Arguments clean, IReadOnlyList<Field> settings)
    {
        var isForced = clean.Has("-f", "--force")
            || settings.Any(setting => setting.Text.Equals("clean.requireForce=false", StringComparison.OrdinalIgnoreCase));
        if (isForced && !clean.Has("-n", "--dry-run"))
        {
            call.Emit(EffectKind.DiscardWork, "git clean -f");
        }
    }

    private static void RunCheckout(Call call, string verb, List<Field> args)
    {
        var arguments = Arguments.Read(args, new OptionSpec("-b -B -c -C --orphan -s --source --pathspec-from-file"));
        if (verb is not "restore" && arguments.Has("-f", "--force", "--discard-changes"))
        {
            call.Emit(EffectKind.DiscardWork, $"git {verb} --force");
            return;
        }

        if (verb is "switch" || (verb is "restore" && arguments.Has("-S", "--staged") && !arguments.Has("-W", "--worktree")))
        {
            return;
        }

        if (arguments.Operands.Exists(operand => operand.Text is "." or ":/" or "*" or "./" or ":/*"))
        {
            call.Emit(EffectKind.DiscardWork, $"git {verb} .");
        }

        // Another commit brings other content. For files that guard an agent that is a change; for all others it is everyday work.
        foreach (var path in arguments.Operands.Where(operand => operand.IsKnown).Select(operand => call.Path(operand.Text)))
        {
            if (path.Kind is FileKind.AgentSettings)
            {
                call.Emit(EffectKind.Write, path: path, traits: EffectTraits.Edits);
            }
        }
    }

    /// <summary>Records ignored secrets that are added anyway.</summary>
    private static void NoteAdded(Call call, List<Field> args)
    {
        foreach (var path in args.Where(arg => !arg.Text.StartsWith('-')).Select(arg => call.Path(arg.Text)).Where(path => path.IsSecret))
        {
            call.Emit(EffectKind.Read, path: path);
        }
    }

    private static void RunFilters(Call call, Arguments filters)
    {
        foreach (var filter in filters.Values("--index-filter", "--tree-filter", "--env-filter", "--msg-filter", "--commit-filter"))
        {
            call.RunText(filter, call.State.Copy());
        }
    }

    private static void RunConfig(Call call, List<Field> args)
    {
        var arguments = Arguments.Read(args, new OptionSpec("-f --file --type --default"));
        if (arguments.Has("--get", "--get-all", "--list", "-l", "--get-regexp"))
        {
            return;
        }

        var operands = arguments.Operands is [{ Text: "set" }, ..] ? arguments.Operands[1..] : arguments.Operands;
        if (arguments.Has("--unset", "--unset-all") || operands is [{ Text: "unset" }, ..])
        {
            return;
        }

        if (operands is [var name, var value, ..])
        {
            GitSettings.Note(call, $"{name.Text}={value.Text}", isLasting: true);
        }
    }

    /// <summary>What `log -p` shows of a file is what was in it.</summary>
    private static void NoteHistory(Call call, List<Field> args)
    {
        var shows = args.Exists(arg => arg.Text is "-p" or "-u" or "--patch");
        foreach (
            var path in args.Where(arg => shows && !arg.Text.StartsWith('-'))
                .Select(arg => call.Path(arg.Text))
                .Where(path => path.IsSecret)
        )
        {
            call.Emit(EffectKind.Read, path: path);
        }
    }

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

    private static Content Hosted(Call call)
    {
        var operands = Arguments
            .Read(
                call.Args,
                new OptionSpec("-R --repo -t -b -f -H -X --title --body --method --field --raw-field -F -q --jq --template --hostname")
            )
            .Operands;
        var verb = string.Join(' ', operands.Take(2).Select(operand => operand.Text));
        RepositoryMessages.Note(call, operands);
        switch (verb)
        {
            case "repo clone" when operands is [_, _, var cloned, ..]:
                NoteClone(call, $"https://github.com/{cloned.Text}", operands.ElementAtOrDefault(3)?.Text);
                break;
            case var _ when RepositoryHosts.Note(call, verb):
                break;
            case "repo delete" or "project delete":
                call.Emit(EffectKind.ForcePush, verb);
                break;
            case "repo archive" when call.Args.Any(arg => arg.Text is "--yes" or "-y"):
                call.Emit(EffectKind.ForcePush, verb);
                break;
            case "release delete" or "secret delete" or "variable delete":
                call.Emit(EffectKind.DeleteCloud, verb);
                break;
            case "repo edit" when call.Args.Any(arg => arg.Text is "--visibility" or "--visibility=public"):
                call.Emit(EffectKind.Send, verb, host: "github.com", data: DataKinds.WholeHome);
                break;
            case "gist create" or "snippet create":
                var data = call.Input.Data;
                foreach (var file in operands.Skip(2))
                {
                    data |= call.Read(file).Data;
                }

                call.Send("gist.github.com", data, "a paste");
                break;
            case "auth token":
                return Content.Unknown.With(DataKinds.Token | (call.Name is "glab" ? DataKinds.GitLabToken : DataKinds.GitHubToken));
            case "auth status" when call.Args.Any(arg => arg.Text is "-t" or "--show-token"):
                return UploadPrograms.Secret(call, $"{call.Name} {verb} --show-token");
            case "gist view" or "snippet view" when call.Args.Any(arg => arg.Text is "-r" or "--raw"):
                return Content.Unknown.With(DataKinds.Network);
            case "ssh-key add" or "gpg-key add":
            case "repo deploy-key" when operands is [_, _, { Text: "add" }, ..]:
                call.Emit(EffectKind.GrantRights, $"gh {verb}");
                break;
            default:
                if (
                    operands is [{ Text: "api" }, var address, ..]
                    && Arguments.Read(call.Args, new OptionSpec("-X --method -f -F -H")).Value("-X", "--method") is { Text: "DELETE" }
                )
                {
                    call.Emit(
                        address.Text.Contains("/git/refs", StringComparison.Ordinal) || address.Text.Trim('/').Split('/') is ["repos", _, _]
                            ? EffectKind.ForcePush
                            : EffectKind.DeleteCloud,
                        $"api DELETE {address.Text}"
                    );
                }
                else if (operands is [{ Text: "api" }, var granted, ..]
                    && (granted.Text.Contains("/collaborators/", StringComparison.Ordinal)
                        || granted.Text.EndsWith("/keys", StringComparison.Ordinal))
                    && call.Args.Any(arg => arg.Text is "PUT" or "POST" or "-XPUT" or "-XPOST"))
                {
                    call.Emit(EffectKind.GrantRights, $"gh api {granted.Text}");
                }

                break;
        }

        return Content.Unknown;
    }
}
