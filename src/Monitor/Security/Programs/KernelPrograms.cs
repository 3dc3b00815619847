using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that change the kernel's settings, mounts, the clock and a machine's defaults; <see cref="TriggerTable"/> has more.</summary>
internal static class KernelPrograms
{
    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        // Known, and everyday work.
        programs["sshfs"] = programs["ldconfig"] = _ => Content.Unknown;
        programs["sysctl"] = call => call.EmitIf(SetsValue(call.Args), EffectKind.ChangeKernel, "sysctl");
        programs["mount"] = programs["mount.nfs"] = call => call.EmitIf(Mounts(call.Args), EffectKind.ChangeKernel, "mount");
        programs["umount"] = call => call.EmitIf(UnmountsOthers(call), EffectKind.ChangeKernel, "umount");
        programs["swapoff"] = programs["swapon"] = programs["losetup"] = call =>
            call.EmitIf(call.Args.Count > 0 && !OnlyLists(call), EffectKind.ChangeKernel, call.Name);
        programs["dpkg-divert"] = programs["dpkg-reconfigure"] = call =>
            call.EmitIf((call.State.Traits & EffectTraits.Privileged) != 0, EffectKind.ChangeSystem, call.Name);
        programs["date"] = call => call.EmitIf(SetsClock(call.Args), EffectKind.ChangeSystem, "date -s");
        programs["resolvectl"] = call => call.Args is [{ Text: "dns" or "domain" or "dnssec" or "dnsovertls" }, _, _, ..]
            ? call.EmitIf(true, EffectKind.ChangeSystem, "resolvectl")
            : NetworkPrograms.Lookup(call);
        programs["defaults"] = SetDefault;
    }

    private static bool SetsValue(IReadOnlyList<Field> args) => args.Any(arg =>
        arg.Text is "-w" or "--write" or "-p" or "--load" or "--system"
        || (arg.Text.Contains('=', StringComparison.Ordinal) && !arg.Text.StartsWith('-')));

    private static bool Mounts(IReadOnlyList<Field> args)
    {
        var mount = Arguments.Read(args, new OptionSpec("-t -o --types --options"));
        return mount.Operands.Count > 1 || mount.Value("-o") is not null || mount.Has("-a", "--bind");
    }

    private static bool UnmountsOthers(Call call) =>
        call.Args.Any(arg => arg.Text is "-a" or "--all")
        || call.Args.Any(arg => call.Path(arg.Text).Scope is not (PathScope.Project or PathScope.Allowed));

    private static bool OnlyLists(Call call) =>
        call.Args.Any(arg => arg.Text is "--show" or "-s" or "--summary" || (arg.Text is "-l" && call.Name is "losetup"));

    /// <summary>Whether `date` sets the clock. The letters after `-I` are its format.</summary>
    private static bool SetsClock(IEnumerable<Field> args)
    {
        var time = Arguments.Read(
            [.. args.Where(arg => arg.Text is not ['-', not '-', ..] || !arg.Text.Contains('I', StringComparison.Ordinal))],
            new OptionSpec("-d -r -f -v --date --reference --file")
        );
        return time.Has("-s", "--set") || time.Operands.Exists(operand => operand.Text.Length >= 8 && operand.Text.All(char.IsAsciiDigit));
    }

    private static Content SetDefault(Call call) => call.Args switch
    {
        [{ Text: "write" }, _, { Text: "globalstate" or "askForPassword" }, .., { Text: "0" or "false" }] =>
            call.EmitIf(true, EffectKind.DisableGuard, $"defaults write {call.Args[2].Text}"),
        [{ Text: "write" }, ..] =>
            call.EmitIf(call.Args.Any(arg => arg.Text is "LoginHook" or "LogoutHook"), EffectKind.Autostart, "a login hook"),
        _ => Content.Unknown,
    };
}
