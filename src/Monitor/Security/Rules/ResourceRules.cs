using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about exhausting a machine.</summary>
internal static class ResourceRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("resources.fork", RuleCategory.Resources, Severity.Critical, "T1499",
            "Processes started without end.",
            "Loops that wait, a bounded number of jobs.", effect => effect.Kind is EffectKind.Fork
                ? new($"It starts processes without end: {effect.Detail}.") : null),
        new("resources.disk", RuleCategory.Resources, Severity.High, "T1499",
            "Files that grow without end, or by more than 20 GB.",
            "Files of a bounded size.", effect => effect.Kind is EffectKind.FillDisk
                || (effect is { Kind: EffectKind.Write, Path.Scope: not PathScope.Device } && effect.Has(DataKinds.Endless))
                ? new("It fills the disk.") : null),
        new("resources.busy", RuleCategory.Resources, Severity.Medium, "T1496",
            "Loops that never wait and never end, or that start dozens of agents, load generators for the machine itself, floods "
                + "of others, dozens of machines of a cloud.",
            "Loops that sleep, wait or start a program again, measurements of a server, a few machines.", effect => effect.Kind is EffectKind.Spin
                ? new($"It keeps machines busy without an end or a usual limit: {effect.Detail}.") : null),
        new("resources.mining", RuleCategory.Resources, Severity.High, "T1496",
            "Programs that mine currencies.",
            "Their names in text.", effect => effect.Kind is EffectKind.Mine ? new($"{effect.Detail} mines a currency.") : null),
    ];
}
