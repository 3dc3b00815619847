using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that change the kernel, its modules, mounts, the firewall and machine settings.</summary>
internal static class KernelPrograms
{
    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["modprobe"] =
            programs["insmod"] =
            programs["rmmod"] =
            programs["kextload"] =
            programs["kextunload"] =
            programs["kexec"] =
            programs["depmod"] =
            programs["dkms"] =
                call =>
                    call.EmitIf(
                        call.Args.Count > 0
                            && !call.Args.Any(arg => arg.Text is "-n" or "--dry-run" or "-c" or "--showconfig" or "status" or "-D"),
                        EffectKind.ChangeKernel,
                        call.Name
                    );
        programs["sysctl"] = call =>
            call.EmitIf(
                call.Args.Any(arg =>
                    arg.Text is "-w" or "--write" or "-p" or "--load" or "--system"
                    || (arg.Text.Contains('=', StringComparison.Ordinal) && !arg.Text.StartsWith('-'))
                ),
                EffectKind.ChangeKernel,
                "sysctl"
            );
        // Known, and everyday work.
        programs["sshfs"] = programs["ldconfig"] = _ => Content.Unknown;
        programs["mount"] = programs["mount.nfs"] = call => call.EmitIf(
            Arguments.Read(call.Args, new OptionSpec("-t -o --types --options")) is var mount
                && (mount.Operands.Count > 1 || mount.Value("-o") is not null || mount.Has("-a", "--bind")),
            EffectKind.ChangeKernel,
            "mount"
        );
        programs["umount"] =
            programs["swapoff"] =
            programs["swapon"] =
            programs["losetup"] =
                call =>
                    call.EmitIf(
                        !call.Args.Any(arg => (arg.Text is "-l" && call.Name is "losetup") || arg.Text is "--show" or "-s" or "--summary")
                            && call.Args.Count > 0
                            && !(
                                call.Name is "umount" && !call.Args.Any(arg => arg.Text is "-a" or "--all")
                                && call.Args.All(arg =>
                                    call.Path(arg.Text).Scope is Boundaries.PathScope.Project or Boundaries.PathScope.Allowed
                                )
                            ),
                        EffectKind.ChangeKernel,
                        call.Name
                    );
        programs["iptables"] = programs["ip6tables"] = call =>
            call.EmitIf(!call.Args.Any(arg => arg.Text is "-L" or "-S" or "--list" or "-C" or "-nL" or "-vnL"
            || arg.Text.StartsWith("-L", StringComparison.Ordinal) || arg.Text.StartsWith("-nvL", StringComparison.Ordinal)
            || arg.Text.StartsWith("-vL", StringComparison.Ordinal)) && call.Args.Count > 0, EffectKind.ChangeFirewall, call.Name);
        programs["iptables-restore"] = programs["ip6tables-restore"] = programs["ebtables"] = call =>
            call.EmitIf(true, EffectKind.ChangeFirewall, call.Name);
        programs["nft"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "flush" or "delete" or "add" or "insert" or "-f" or "replace"
            || arg.Text.StartsWith("add ", StringComparison.Ordinal) || arg.Text.StartsWith("flush ", StringComparison.Ordinal)),
            EffectKind.ChangeFirewall, "nft");
        programs["ufw"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "disable" or "enable" or "reset" or "allow" or "deny"
            or "delete" or "default" or "reject" or "insert" or "route" or "limit") && !call.Args.Any(arg => arg.Text is "--dry-run"),
            EffectKind.ChangeFirewall, "ufw");
        programs["firewall-cmd"] = call => call.EmitIf(
            call.Args.Any(arg => arg.Text.StartsWith("--add", StringComparison.Ordinal)
            || arg.Text.StartsWith("--remove", StringComparison.Ordinal) || arg.Text.StartsWith("--set", StringComparison.Ordinal)
            || arg.Text is "--panic-on"), EffectKind.ChangeFirewall, "firewall-cmd");
        programs["pfctl"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "-d" or "-F" or "-f" or "-e"), EffectKind.ChangeFirewall,
            "pfctl");
        programs["socketfilterfw"] = call => call.EmitIf(
            call.Args.Any(arg => arg.Text.StartsWith("--set", StringComparison.Ordinal)
            || arg.Text.StartsWith("--add", StringComparison.Ordinal) || arg.Text.StartsWith("--unblock", StringComparison.Ordinal)),
            EffectKind.ChangeFirewall, "socketfilterfw");
        programs["networksetup"] = call => call.EmitIf(call.Args is [{ Text: var verb }, ..]
            && verb.StartsWith("-set", StringComparison.Ordinal), EffectKind.ChangeSystem, "networksetup");
        programs["scutil"] = programs["systemsetup"] = programs["pmset"] = programs["nvram"] = call =>
            call.EmitIf(call.Args.Any(arg => arg.Text.StartsWith("--set", StringComparison.Ordinal)
            || arg.Text.StartsWith("-set", StringComparison.Ordinal) || arg.Text is "-c" or "-d"
            || (call.Name is "nvram" && arg.Text.Contains('=', StringComparison.Ordinal))), EffectKind.ChangeSystem, call.Name);
        programs["hostnamectl"] = programs["timedatectl"] = programs["localectl"] = call =>
            call.EmitIf(call.Args is [{ Text: var verb }, ..] && verb.StartsWith("set-", StringComparison.Ordinal)
            || call.Args is [{ Text: "hostname" }, _, ..], EffectKind.ChangeSystem, call.Name);
        programs["ip"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "add" or "del" or "delete" or "flush" or "replace")
            || (call.Args is [{ Text: "link" or "l" }, { Text: "set" }, ..]), EffectKind.ChangeSystem, "ip");
        programs["ifconfig"] = programs["route"] = programs["nmcli"] = programs["netplan"] = programs["brctl"] = call =>
            call.EmitIf(call.Args.Any(arg => arg.Text is "down" or "up" or "add" or "del" or "delete" or "modify" or "apply" or "flush"
            or "netmask" or "off"), EffectKind.ChangeSystem, call.Name);
        programs["update-ca-certificates"] = programs["update-ca-trust"] = call => call.EmitIf(true, EffectKind.ChangeSystem, call.Name);
        programs["trust"] = programs["add-trusted-cert"] = call =>
            call.EmitIf(call.Args.Any(arg => arg.Text is "anchor"), EffectKind.ChangeSystem, call.Name);
        programs["update-grub"] =
            programs["grub-install"] =
            programs["grub-mkconfig"] =
            programs["efibootmgr"] =
            programs["bless"] =
            programs["dracut"] =
            programs["update-initramfs"] =
                call => call.EmitIf(!(call.Name is "efibootmgr" && call.Args.Count == 0), EffectKind.ChangeSystem, call.Name);
        programs["update-alternatives"] = programs["alternatives"] = call =>
            call.EmitIf(call.Args.Any(arg => arg.Text is "--set" or "--install" or "--remove" or "--remove-all"), EffectKind.ChangeSystem,
            call.Name);
        programs["dpkg-divert"] = programs["dpkg-reconfigure"] = call =>
            call.EmitIf((call.State.Traits & EffectTraits.Privileged) != 0, EffectKind.ChangeSystem, call.Name);
        programs["date"] = call => call.EmitIf(SetsClock(call.Args), EffectKind.ChangeSystem, "date -s");
        programs["resolvectl"] = call => call.Args is [{ Text: "dns" or "domain" or "dnssec" or "dnsovertls" }, _, _, ..]
            ? call.EmitIf(true, EffectKind.ChangeSystem, "resolvectl") : NetworkPrograms.Lookup(call);
        programs["defaults"] = call =>
            call.Args is [{ Text: "write" }, _, { Text: "globalstate" or "askForPassword" }, .., { Text: "0" or "false" }]
            ? call.EmitIf(true, EffectKind.DisableGuard, $"defaults write {call.Args[2].Text}")
            : call.EmitIf(call.Args is [{ Text: "write" }, ..]
            && call.Args.Any(arg => arg.Text is "LoginHook" or "LogoutHook"), EffectKind.Autostart, "a login hook");
        programs["ntpdate"] = call => call.EmitIf(call.Args.Count > 0 && !call.Args.Any(arg => arg.Text is "-q"), EffectKind.ChangeSystem,
            "ntpdate");
        programs["gsettings"] = call => call.EmitIf(call.Args is [{ Text: "set" }, { Text: var schema }, ..]
            && schema.StartsWith("org.gnome.system.", StringComparison.Ordinal), EffectKind.ChangeSystem, "gsettings set");
        programs["ethtool"] = call => call.EmitIf(call.Args is [{ Text: "-s" or "-K" or "-G" or "--change" }, ..], EffectKind.ChangeSystem,
            "ethtool");
        programs["tc"] = call => call.EmitIf(call.Args.Any(arg => arg.Text is "add" or "del" or "delete" or "replace" or "change"),
            EffectKind.ChangeSystem, "tc");
        programs["rfkill"] = call => call.EmitIf(call.Args is [{ Text: "block" or "unblock" }, ..], EffectKind.ChangeSystem, "rfkill");
        programs["dmsetup"] = call => call.EmitIf(call.Args is [{ Text: "remove" or "remove_all" or "wipe_table" }, ..],
            EffectKind.ChangeKernel, "dmsetup");
        programs["hwclock"] = call => call.EmitIf(call.Args.Any(arg => arg.Text.StartsWith("--set", StringComparison.Ordinal)
            || arg.Text is "-w"), EffectKind.ChangeSystem, "hwclock");
    }

    /// <summary>Whether `date` sets the clock. The letters after `-I` are its format.</summary>
    private static bool SetsClock(IEnumerable<Field> args)
    {
        var time = Arguments.Read(
            [.. args.Where(arg => arg.Text is not ['-', not '-', ..] || !arg.Text.Contains('I', StringComparison.Ordinal))],
            new OptionSpec("-d -r -f -v --date --reference --file")
        );
        return time.Has("-s", "--set") || time.Operands.Exists(operand => operand.Text.Length >= 8 && operand.Text.All(char.IsAsciiDigit));
    }
}
