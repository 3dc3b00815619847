using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about the sources of packages.</summary>
internal static class SupplyChainRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("supply.address", RuleCategory.SupplyChain, Severity.Medium, "T1195.001",
            "Installing from an address or a repository instead of a registry.",
            "Packages by name, folders of the project.", effect => effect.Kind is EffectKind.InstallFrom
                ? new($"It installs from {effect.Detail}, which no registry has checked.") : null),
        new("supply.registry", RuleCategory.SupplyChain, Severity.High, "T1195.001",
            "Taking packages from another registry, or trusting another's key.",
            "The usual registries, this machine, internal hosts.", effect => effect.Kind is EffectKind.ChangeRegistry
                ? new($"It takes packages from {effect.Detail}.")
                : effect.IsChange() && effect.Is(FileKind.PackageSources) && effect.IsOnMachine()
                    ? new($"It changes {effect.Name()}, where packages come from.") : null),
        new("supply.similar-name", RuleCategory.SupplyChain, Severity.High, "T1195.001",
            "Packages whose name is one letter away from a well-known one.",
            "Well-known packages with similar names.", effect => effect.Kind is EffectKind.Install
                && SimilarNames.Find(effect.Detail) is { } known
                ? new($"{effect.Detail[(effect.Detail.IndexOf(':') + 1)..]} is nearly named like {known}.") : null),
        new("supply.unchecked", RuleCategory.SupplyChain, Severity.Medium, "T1553",
            "Installing without checking signatures, sums or certificates.",
            "Usual installs.", effect => effect.Kind is EffectKind.InstallUnchecked
                ? new($"{effect.Detail} turns off checks of who made a package.") : null),
    ];
}
