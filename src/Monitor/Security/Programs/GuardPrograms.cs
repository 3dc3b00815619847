using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that turn off a machine's protection, clear its logs, or disguise files.</summary>
internal static class GuardPrograms
{
    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["setenforce"] = call => call.EmitIf(call.Args is [{ Text: "0" or "Permissive" or "permissive" }], EffectKind.DisableGuard,
            "setenforce 0");
        programs["auditctl"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "-D" or "-d")
            || call.Args is [{ Text: "-e" }, { Text: "0" }, ..], EffectKind.DisableGuard, "auditctl");
        programs["aa-disable"] = programs["aa-teardown"] = programs["aa-complain"] = call =>
            call.EmitIf(true, EffectKind.DisableGuard, call.Name);
        programs["apparmor_parser"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "-R" or "--remove"), EffectKind.DisableGuard,
            "apparmor_parser -R");
        programs["csrutil"] = call => call.EmitIf(call.Args is [{ Text: "disable" or "clear" or "authenticated-root" }, ..],
            EffectKind.DisableGuard, "csrutil");
        programs["spctl"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "--master-disable" or "--global-disable" or "--disable"
            or "--add"), EffectKind.DisableGuard, "spctl");
        programs["fdesetup"] = call => call.EmitIf(call.Args is [{ Text: "disable" }, ..], EffectKind.DisableGuard, "fdesetup");
        programs["tccutil"] = call => call.EmitIf(call.Args is [{ Text: "reset" }, ..], EffectKind.DisableGuard, "tccutil");
        programs["mdatp"] = programs["falconctl"] = call =>
            call.EmitIf(call.Args.Any(arg => arg.Text is "disabled" or "uninstall" or "unload" or "-d"
            || arg.Text.EndsWith("disabled", StringComparison.Ordinal)), EffectKind.DisableGuard, call.Name);
        programs["sentinelctl"] = programs["cbagentd"] = programs["sophosctl"] = call => call.EmitIf(
            call.Args.Any(arg => arg.Text is "stop" or "unload" or "disable" or "uninstall" or "unprotect"), EffectKind.DisableGuard,
            call.Name);
        programs["utmpdump"] = call =>
        {
            if (call.Args.Any(arg => arg.Text is "-r" or "--reverse")
                && Arguments.Read(call.Args, new OptionSpec("-o --output")).Value("-o", "--output") is { } records)
            {
                call.Emit(EffectKind.ClearLogs, "utmpdump -r", call.Path(records.Text));
            }

            return Content.Unknown;
        };
        programs["journalctl"] = call => call.EmitIf(
            call.Args.Any(arg => arg.Text.StartsWith("--vacuum", StringComparison.Ordinal) || arg.Text is "--rotate"
            && call.Args.Any(other => other.Text.StartsWith("--vacuum", StringComparison.Ordinal))), EffectKind.ClearLogs,
            "journalctl --vacuum");
        programs["dmesg"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "-C" or "--clear" or "-c"), EffectKind.ClearLogs,
            "dmesg -C");
        programs["logrotate"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "-f" or "--force")
            && (call.State.Traits & EffectTraits.Privileged) != 0, EffectKind.ClearLogs, "logrotate -f");
        programs["log"] = call => call.EmitIf(call.Args is [{ Text: "erase" }, ..], EffectKind.ClearLogs, "log erase");
        programs["chattr"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "+i" or "-i" or "+a" or "-a"
            || (arg.Text.StartsWith('+') && arg.Text.Contains('i', StringComparison.Ordinal))), EffectKind.Disguise, "chattr");
        programs["xattr"] = call => call.EmitIf(!call.Args.Any(arg => arg.Text.Contains("node_modules/", StringComparison.Ordinal))
            && call.Args.Any(arg => arg.Text.Contains("quarantine", StringComparison.Ordinal)
            && !call.Args[0].Text.StartsWith("-p", StringComparison.Ordinal) || call.Args[0].Text is "-c" or "-cr" or "-rc"),
            EffectKind.Disguise, "xattr of the quarantine");
        programs["chflags"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "hidden" or "schg" or "uchg" or "noschg"),
            EffectKind.Disguise, "chflags");
    }
}
