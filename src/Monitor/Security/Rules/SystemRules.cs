using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about changing the machine.</summary>
internal static class SystemRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("system.firewall", RuleCategory.SystemChange, Severity.High, "T1562.004",
            "Firewall rules, of this machine or of a cloud's network.",
            "Listing them.", effect => effect.Kind is EffectKind.ChangeFirewall && effect.IsOnMachine()
                ? new($"{effect.Detail} changes the firewall.") : null),
        new("system.accounts", RuleCategory.SystemChange, Severity.High, "T1136",
            "The machine's users, groups and passwords.",
            "Listing them.", effect => effect.IsOnMachine()
                && (effect.Kind is EffectKind.ChangeAccounts
                || (effect.IsChange() && effect.Is(FileKind.Accounts, FileKind.PasswordHashes))
                || (effect.Is(FileKind.PasswordHashes) && GivenRights.ToRead(effect))
                || (effect.Is(FileKind.Accounts) && GivenRights.ToWrite(effect)))
                ? new($"{effect.Name()} changes users or passwords.") : null),
        new("system.kernel", RuleCategory.SystemChange, Severity.High, "T1547.006",
            "Kernel modules and settings, mounts, swap.",
            "Listing them, images inside the project.", effect => effect.IsOnMachine()
                && (effect.Kind is EffectKind.ChangeKernel || (effect.IsChange() && effect.Is(FileKind.KernelSettings)))
                ? new($"{effect.Name()} changes the kernel or what is mounted.") : null),
        new("system.services", RuleCategory.SystemChange, Severity.Medium, "T1489",
            "Services that are turned off, also in production in a cloud, vital packages removed, the machine stopped, everything killed.",
            "Status, restarts, single processes.", effect => effect.Kind is EffectKind.ChangeService && effect.IsOnMachine()
                ? new($"It stops or changes what the machine needs: {effect.Detail}.") : null),
        new("system.settings", RuleCategory.SystemChange, Severity.Medium, "T1112",
            "System settings: names, networks, certificates, boot, files in /etc and system programs.",
            "Reading them, /usr/local.", Settings),
    ];

    private static RuleMatch? Settings(Effect effect)
    {
        if (!effect.IsOnMachine())
        {
            return null;
        }

        if (effect.Kind is EffectKind.ChangeSystem)
        {
            return new($"{effect.Detail} changes settings of the system.");
        }

        if (!effect.IsChange() || effect.Path is not { } path)
        {
            return null;
        }

        if (path.Kind is FileKind.SystemSettings or FileKind.SystemStartup or FileKind.Authentication or FileKind.LogSettings)
        {
            return new($"It changes {effect.Name()}, a system setting.");
        }

        var isOwn = path.Full.StartsWith("/usr/local/", StringComparison.Ordinal)
            || path.Full.StartsWith("/opt/", StringComparison.Ordinal) || path.Full.StartsWith("/var/www", StringComparison.Ordinal)
            || path.Full.StartsWith("/Applications", StringComparison.Ordinal);
        return effect.Kind is EffectKind.Write && path is { Scope: PathScope.System, Kind: FileKind.Other } && !isOwn
            ? new($"It writes {effect.Name()}, which belongs to the system.")
            : null;
    }
}
