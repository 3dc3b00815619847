using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>What git's verbs lose: changes that are not committed, commits, branches and what others pushed.</summary>
internal static class GitLosses
{
    private static readonly OptionSpec Push = new("-o --push-option --repo --receive-pack --exec");
    private static readonly OptionSpec Clean = new("-e --exclude");
    private static readonly OptionSpec Checkout = new("-b -B -c -C --orphan -s --source --pathspec-from-file");

    /// <summary>Returns what a call of git may lose.</summary>
    /// <param name="verb">The verb, such as `reset`.</param>
    /// <param name="args">What follows the verb.</param>
    /// <param name="settings">The settings of only this call, `name=value`.</param>
    /// <returns>The kind of loss and the call in short; null if nothing is lost.</returns>
    public static (EffectKind Kind, string Detail)? Find(string verb, List<Field> args, IReadOnlyList<Field> settings) => verb switch
    {
        "push" => FindPushed(Arguments.Read(args, Push)),
        "clean" when IsForced(Arguments.Read(args, Clean), settings) => (EffectKind.DiscardWork, "git clean -f"),
        "checkout" or "restore" or "switch" => FindOverwritten(verb, Arguments.Read(args, Checkout)),
        "reset" when Has(args, "--hard") => (EffectKind.DiscardWork, "git reset --hard"),
        "read-tree" when Has(args, "--reset") && Has(args, "-u") => (EffectKind.DiscardWork, "git read-tree --reset -u"),
        "checkout-index" when Arguments.Read(args) is var index && index.Has("-f", "--force") && index.Has("-a", "--all") =>
            (EffectKind.DiscardWork, "git checkout-index -f -a"),
        "submodule" when Starts(args, "deinit") && Has(args, "-f", "--force") => (EffectKind.DiscardWork, "git submodule deinit -f"),
        "worktree" when Starts(args, "remove") && Has(args, "-f", "--force", "-ff") =>
            (EffectKind.DiscardWork, "git worktree remove --force"),
        "stash" when Starts(args, "drop", "clear") => (EffectKind.DeleteHistory, $"git stash {args[0].Text}"),
        "branch" when Arguments.Read(args) is var branch
            && (branch.Has("-D") || (branch.Has("-d", "--delete") && branch.Has("-f", "--force"))) =>
            (EffectKind.DeleteHistory, "git branch -D"),
        "reflog" when Starts(args, "expire", "delete") && !Has(args, "--dry-run", "-n") =>
            (EffectKind.DeleteHistory, $"git reflog {args[0].Text}"),
        "gc" or "prune" when Has(args, "--prune=now", "--prune=all", "--expire=now") =>
            (EffectKind.DeleteHistory, $"git {verb} {args[0].Text}"),
        "update-ref" when Has(args, "-d") => (EffectKind.DeleteHistory, "git update-ref -d"),
        "filter-branch" or "filter-repo" when !Has(args, "--analyze", "--dry-run") => (EffectKind.DeleteHistory, $"git {verb}"),
        _ => null,
    };

    /// <summary>Whether a `checkout`, `restore` or `switch` replaces files of the work tree that it names.</summary>
    public static bool ReplacesFiles(string verb, Arguments arguments) =>
        verb is not "switch" && (verb is not "restore" || !arguments.Has("-S", "--staged") || arguments.Has("-W", "--worktree"));

    /// <summary>Reads what follows `checkout`, `restore` or `switch`.</summary>
    public static Arguments ReadCheckout(List<Field> args) => Arguments.Read(args, Checkout);

    private static (EffectKind, string)? FindPushed(Arguments push)
    {
        var references = push.Operands.Skip(1).Select(operand => operand.Text).ToList();
        if (push.Has("-n", "--dry-run"))
        {
            return null;
        }

        if (push.Has("-d", "--delete") || references.Exists(reference => reference.StartsWith(':') && reference.Length > 1))
        {
            return (EffectKind.ForcePush, "push --delete");
        }

        if (push.Has("-f", "--force") || references.Exists(reference => reference.StartsWith('+')))
        {
            return (EffectKind.ForcePush, "push --force");
        }

        return push.Has("--mirror", "--prune") ? (EffectKind.ForcePush, "push --mirror") : null;
    }

    private static (EffectKind, string)? FindOverwritten(string verb, Arguments arguments)
    {
        if (verb is not "restore" && arguments.Has("-f", "--force", "--discard-changes"))
        {
            return (EffectKind.DiscardWork, $"git {verb} --force");
        }

        var isAll = arguments.Operands.Exists(operand => operand.Text is "." or ":/" or "*" or "./" or ":/*");
        return isAll && ReplacesFiles(verb, arguments) ? (EffectKind.DiscardWork, $"git {verb} .") : null;
    }

    private static bool IsForced(Arguments clean, IReadOnlyList<Field> settings) => !clean.Has("-n", "--dry-run")
        && (clean.Has("-f", "--force")
            || settings.Any(setting => setting.Text.Equals("clean.requireForce=false", StringComparison.OrdinalIgnoreCase)));

    private static bool Has(List<Field> args, params ReadOnlySpan<string> options)
    {
        foreach (var arg in args)
        {
            if (options.Contains(arg.Text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Starts(List<Field> args, params ReadOnlySpan<string> verbs) => args.Count > 0 && verbs.Contains(args[0].Text);
}
