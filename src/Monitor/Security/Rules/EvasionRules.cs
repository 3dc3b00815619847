using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about traces, guards and disguises.</summary>
internal static class EvasionRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("evasion.history", RuleCategory.Evasion, Severity.Medium, "T1070.003",
            "Turning off or deleting the shell history.",
            "Reading it, larger histories.", effect => effect.Kind is EffectKind.HideHistory
                ? new($"{effect.Detail} hides the shell history.")
                : effect.IsLoss() && effect.Is(FileKind.ShellHistory) ? new($"It removes {effect.Name()}, the shell history.") : null),
        new("evasion.logs", RuleCategory.Evasion, Severity.High, "T1070.002",
            "Deleting or emptying system logs.",
            "Reading them, the project's own logs.", effect => effect.Kind is EffectKind.ClearLogs
                ? new($"{effect.Detail} removes what the system has logged.")
                : effect.IsLoss() && effect.Is(FileKind.SystemLog) && effect.IsOnMachine()
                    ? new($"It removes {effect.Name()}, a system log.") : null),
        new("evasion.guards", RuleCategory.Evasion, Severity.High, "T1562.001",
            "Turning off what protects or observes the machine: audit, SELinux, malware scanners, trails of a cloud, this program; `medium` "
                + "where it changes what the system logs.",
            "Their status.", effect => effect.Kind is EffectKind.DisableGuard
                ? new($"{effect.Detail} turns off what protects or observes the machine.")
                : effect.IsChange() && effect.Is(FileKind.GuardSettings) && effect.IsOnMachine()
                    ? new($"It changes {effect.Name()}, which guards this agent.")
                : effect.IsChange() && effect.Is(FileKind.LogSettings) && effect.IsOnMachine()
                    ? new($"It changes {effect.Name()}: what the system logs.", Severity.Medium) : null),
        new("evasion.decoded-code", RuleCategory.Evasion, Severity.High, "T1027",
            "Running text that the command first decodes.",
            "Decoding without running.", effect => effect.Kind is EffectKind.Execute && effect.Has(DataKinds.Disguised)
                ? new($"It runs decoded text with {effect.Detail}, so what it does cannot be read.") : null),
        new("evasion.disguise", RuleCategory.Evasion, Severity.Medium, "T1070.006",
            "Times copied from system programs, files made unchangeable or hidden, a download's mark removed, programs' names broken by "
                + "quotes.",
            "Plain `touch`, listings of attributes.", effect => effect.Kind is EffectKind.Disguise
                ? new($"{effect.Detail} makes a file or program look like another, or unchangeable.") : null),
    ];
}
