using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about gaining privileges.</summary>
internal static class PrivilegeRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("privilege.root-shell", RuleCategory.Privilege, Severity.High, "T1548.003",
            "A root shell, also from within another program, or a password for sudo in the command.",
            "Single programs under sudo, `sudo -n true`, `sudo -v`, `sudo -l`.", effect => effect.Kind is EffectKind.BecomeRoot
                ? new($"{effect.Detail} opens a shell as another user.") : null),
        new("privilege.setuid", RuleCategory.Privilege, Severity.High, "T1548.001",
            "Programs that run as their owner: setuid, setgid, capabilities.",
            "Other modes.", effect => effect.Kind is EffectKind.ChangeMode && FilePrograms.SetsId(effect.Detail)
                && !effect.Has(EffectTraits.Ephemeral) ? new($"It lets {effect.Name()} run with its owner's rights.")
                : effect is { Kind: EffectKind.GrantRights, Detail: "setcap" } ? new("It gives a program root's capabilities.") : null),
        new("privilege.sudoers", RuleCategory.Privilege, Severity.Critical, "T1548.003",
            "Changes of who may use sudo or what PAM and polkit allow, and members of groups that amount to root.",
            "Reading and checking them.", effect => effect.Is(FileKind.Sudoers, FileKind.Authentication) && effect.IsOnMachine()
                && (effect.IsChange() || GivenRights.ToWrite(effect))
                ? new($"It changes {effect.Name()}: who may become root.")
                : effect.Kind is EffectKind.GrantRights && !IsCloud(effect) && effect.Detail is not "setcap"
                    ? new($"{effect.Detail} gives a user root's rights.") : null),
        new("privilege.container", RuleCategory.Privilege, Severity.High, "T1611",
            "Containers that can reach the host: privileged, with its root, its folders, its processes or the engine's socket.",
            "Containers with folders of the project or the home.", effect => effect.Kind is EffectKind.EscapeContainer
                ? new($"The container can take over the host: {effect.Detail}.")
                : effect.Kind is EffectKind.ChangeMode or EffectKind.ChangeOwner && effect.Is(FileKind.ContainerSocket)
                    ? new("It opens the container engine's socket, which amounts to root.") : null),
        new("privilege.cloud", RuleCategory.Privilege, Severity.High, "T1098",
            "Rights, users and keys given in a cloud, a cluster, a database, a registry of packages or at a host of repositories; what "
                + "is opened to everybody there.",
            "Reading policies and roles.", effect => effect.Kind is EffectKind.GrantRights && IsCloud(effect)
                ? new($"{effect.Detail} gives rights to what others use too.") : null),
    ];

    private static bool IsCloud(Effect effect) =>
        effect.Detail.StartsWith("aws", StringComparison.Ordinal) || effect.Detail.StartsWith("gcloud", StringComparison.Ordinal)
            || effect.Detail.StartsWith("az ", StringComparison.Ordinal)
            || effect.Detail.StartsWith("gh ", StringComparison.Ordinal) || effect.Detail.StartsWith("npm ", StringComparison.Ordinal)
            || effect.Detail.StartsWith("SQL ", StringComparison.Ordinal)
            || effect.Detail.EndsWith("rolebinding", StringComparison.Ordinal);
}
