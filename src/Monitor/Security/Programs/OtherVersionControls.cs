using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Version control systems other than git: Mercurial, Sapling, Subversion, Jujutsu and Perforce.</summary>
internal static class OtherVersionControls
{
    private static readonly OptionSpec Mercurial = new("-R --repository --cwd --config -r --rev -d --date -I -X --include --exclude");
    private static readonly OptionSpec Subversion = new("-r --revision --depth -m --message --username --password");

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["hg"] = programs["sl"] = RunMercurial;
        programs["svn"] = RunSubversion;
        programs["jj"] = call => Note(call, call.Args is [{ Text: "op" or "operation" }, { Text: "abandon" }, ..], EffectKind.DeleteHistory,
            "jj op abandon");
        programs["p4"] = call => Note(call, call.Args.Any(arg => arg.Text is "obliterate") && call.Args.Any(arg => arg.Text is "-y"),
            EffectKind.DeleteHistory, "p4 obliterate");
    }

    private static Content Note(Call call, bool isNoted, EffectKind kind, string detail)
    {
        if (isNoted)
        {
            call.Emit(kind, detail);
        }

        return Content.Unknown;
    }

    private static Content RunMercurial(Call call)
    {
        var arguments = Arguments.Read(call.Args, Mercurial);
        if (arguments.Operands is not [{ Text: var verb }, ..] || arguments.Has("-n", "--dry-run"))
        {
            return Content.Unknown;
        }

        var isStrip = verb is "strip" or "debugstrip" or "prune" or "rollback";
        var isAll = arguments.Has("-a", "--all") || arguments.Operands.Exists(operand => operand.Text is ".");
        var isLoss = (verb is "update" or "up" or "checkout" or "co" or "goto" or "merge" && arguments.Has("-C", "--clean"))
            || (verb is "purge" or "clean" && !arguments.Has("-p", "--print")) || (verb is "revert" && isAll && arguments.Has("--no-backup", "-C"));
        return Note(call, isStrip || isLoss, isStrip ? EffectKind.DeleteHistory : EffectKind.DiscardWork, $"{call.Name} {verb}");
    }

    private static Content RunSubversion(Call call)
    {
        var arguments = Arguments.Read(call.Args, Subversion);
        var isLoss = arguments.Operands switch
        {
            [{ Text: "revert" }, ..] => arguments.Has("-R", "--recursive") || arguments.Value("--depth") is { Text: "infinity" },
            [{ Text: "cleanup" }, ..] => arguments.Has("--remove-unversioned", "--remove-ignored"),
            _ => false,
        };
        if (arguments.Operands is [{ Text: "delete" or "del" or "rm" or "remove" }, { Text: var address }, ..]
            && address.Contains("://", StringComparison.Ordinal))
        {
            return Note(call, true, EffectKind.ForcePush, "svn delete");
        }

        return Note(call, isLoss, EffectKind.DiscardWork, $"svn {arguments.Operands.FirstOrDefault()?.Text}");
    }
}
