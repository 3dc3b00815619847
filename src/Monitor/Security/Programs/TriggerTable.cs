using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>The programs of machines' owners, which do what counts if their arguments say so.</summary>
internal static class TriggerTable
{
    private static readonly Trigger[] Kernel =
    [
        new("modprobe insmod rmmod kextload kextunload kexec depmod dkms", EffectKind.ChangeKernel)
        {
            Has = "*",
            Lacks = "-n --dry-run -c --showconfig status -D",
        },
        new("dmsetup", EffectKind.ChangeKernel) { Begins = "remove|remove_all|wipe_table" },
    ];

    private static readonly Trigger[] Firewalls =
    [
        new("iptables ip6tables", EffectKind.ChangeFirewall) { Has = "*", Lacks = "-S --list -C -nL -L* -nvL* -vL*" },
        new("iptables-restore ip6tables-restore ebtables", EffectKind.ChangeFirewall),
        new("nft", EffectKind.ChangeFirewall) { Has = "flush delete add insert -f replace" },
        new("ufw", EffectKind.ChangeFirewall)
        {
            Has = "disable enable reset allow deny delete default reject insert route limit",
            Lacks = "--dry-run",
        },
        new("firewall-cmd", EffectKind.ChangeFirewall) { Has = "--add* --remove* --set* --panic-on" },
        new("pfctl", EffectKind.ChangeFirewall) { Has = "-d -F -f -e" },
        new("socketfilterfw", EffectKind.ChangeFirewall) { Has = "--set* --add* --unblock*" },
    ];

    private static readonly Trigger[] Settings =
    [
        new("networksetup", EffectKind.ChangeSystem) { Begins = "-set*" },
        new("scutil systemsetup pmset", EffectKind.ChangeSystem) { Has = "--set* -set* -c -d" },
        new("nvram", EffectKind.ChangeSystem) { Has = "-c -d *=*" },
        new("hostnamectl timedatectl localectl", EffectKind.ChangeSystem) { Begins = "set-*" },
        new("hostnamectl", EffectKind.ChangeSystem) { Begins = "hostname *" },
        new("ip", EffectKind.ChangeSystem) { Has = "add del delete flush replace" },
        new("ip", EffectKind.ChangeSystem) { Begins = "link|l set" },
        new("ifconfig route nmcli netplan brctl", EffectKind.ChangeSystem)
        {
            Has = "down up add del delete modify apply flush netmask off",
        },
        new("ethtool", EffectKind.ChangeSystem) { Begins = "-s|-K|-G|--change" },
        new("tc", EffectKind.ChangeSystem) { Has = "add del delete replace change" },
        new("rfkill", EffectKind.ChangeSystem) { Begins = "block|unblock" },
        new("ntpdate", EffectKind.ChangeSystem) { Has = "*", Lacks = "-q" },
        new("hwclock", EffectKind.ChangeSystem) { Has = "--set* -w" },
        new("gsettings", EffectKind.ChangeSystem, "gsettings set") { Begins = "set org.gnome.system.*" },
        new("update-ca-certificates update-ca-trust", EffectKind.ChangeSystem),
        new("trust add-trusted-cert", EffectKind.ChangeSystem) { Has = "anchor" },
        new("update-grub grub-install grub-mkconfig bless dracut update-initramfs", EffectKind.ChangeSystem),
        new("efibootmgr", EffectKind.ChangeSystem) { Has = "*" },
        new("update-alternatives alternatives", EffectKind.ChangeSystem) { Has = "--set --install --remove --remove-all" },
        new("pam-auth-update authselect", EffectKind.ChangeSystem),
        new("bcdedit", EffectKind.ChangeSystem) { Has = "/set /delete", IgnoresCase = true },
        new("takeown", EffectKind.ChangeSystem) { Has = "/r", IgnoresCase = true },
    ];

    private static readonly Trigger[] Accounts =
    [
        new(
            "useradd userdel deluser groupadd groupdel groupmod delgroup passwd chpasswd chsh vipw sysadminctl",
            EffectKind.ChangeAccounts
        )
        {
            Lacks = "-S --status",
        },
        new("chage", EffectKind.ChangeAccounts) { Lacks = "-l" },
        new("dscl", EffectKind.ChangeAccounts) { Has = "-create -delete -append -passwd -change" },
        new("visudo", EffectKind.GrantRights) { Lacks = "-c --check" },
        new("setcap", EffectKind.GrantRights) { Begins = "* *", Lacks = "-r -v" },
        new("psexec psexec64", EffectKind.BecomeRoot, "psexec -s") { Has = "-s", IgnoresCase = true },
        new("runas", EffectKind.BecomeRoot),
        new("cmdkey vaultcmd", EffectKind.UseSecretStore) { Has = "/list*", IgnoresCase = true },
    ];

    private static readonly Trigger[] Guards =
    [
        new("setenforce", EffectKind.DisableGuard, "setenforce 0") { Begins = "0|Permissive|permissive" },
        new("auditctl", EffectKind.DisableGuard) { Has = "-D -d" },
        new("auditctl", EffectKind.DisableGuard) { Begins = "-e 0" },
        new("aa-disable aa-teardown aa-complain", EffectKind.DisableGuard),
        new("apparmor_parser", EffectKind.DisableGuard, "apparmor_parser -R") { Has = "-R --remove" },
        new("csrutil", EffectKind.DisableGuard) { Begins = "disable|clear|authenticated-root" },
        new("spctl", EffectKind.DisableGuard) { Has = "--master-disable --global-disable --disable --add" },
        new("fdesetup", EffectKind.DisableGuard) { Begins = "disable" },
        new("tccutil", EffectKind.DisableGuard) { Begins = "reset" },
        new("mdatp falconctl", EffectKind.DisableGuard) { Has = "*disabled uninstall unload -d" },
        new("sentinelctl cbagentd sophosctl", EffectKind.DisableGuard) { Has = "stop unload disable uninstall unprotect" },
        new("auditpol", EffectKind.DisableGuard) { Has = "/clear /remove /success:disable /failure:disable", IgnoresCase = true },
        new("fltmc", EffectKind.DisableGuard, "fltmc unload") { Begins = "unload" },
        new("journalctl", EffectKind.ClearLogs, "journalctl --vacuum") { Has = "--vacuum*" },
        new("dmesg", EffectKind.ClearLogs, "dmesg -C") { Has = "-C --clear -c" },
        new("log", EffectKind.ClearLogs, "log erase") { Begins = "erase" },
        new("wevtutil", EffectKind.ClearLogs) { Begins = "cl|clear-log|sl" },
        new("chflags", EffectKind.Disguise) { Has = "hidden schg uchg noschg" },
        new("attrib", EffectKind.Disguise, "attrib +h") { Has = "+h +s" },
    ];

    private static readonly Trigger[] Services =
    [
        new("update-rc.d chkconfig rc-update", EffectKind.Autostart) { Begins = "* *", Lacks = "--list show" },
        new("loginctl", EffectKind.Autostart, "enable-linger") { Begins = "enable-linger" },
        new("pm2", EffectKind.Autostart, "pm2 startup") { Begins = "startup" },
        new("schtasks", EffectKind.Schedule) { Has = "/create /change /delete", IgnoresCase = true },
        new("shutdown reboot halt poweroff", EffectKind.ChangeService) { Lacks = "-c --help -k" },
        new("init telinit", EffectKind.ChangeService) { Begins = "0|6|1" },
        new("msiexec", EffectKind.InstallFrom) { Has = "*://*" },
    ];

    private static readonly Trigger[] Disks =
    [
        new("vssadmin wbadmin", EffectKind.WipeDisk) { Has = "delete", IgnoresCase = true },
        new("diskpart", EffectKind.WipeDisk),
        new("cipher", EffectKind.WipeDisk, "cipher /w") { Has = "/w*", IgnoresCase = true },
    ];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs) =>
        Trigger.Add(programs, [.. Kernel, .. Firewalls, .. Settings, .. Accounts, .. Guards, .. Services, .. Disks]);
}
