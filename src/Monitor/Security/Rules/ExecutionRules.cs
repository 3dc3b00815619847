using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about running fetched content.</summary>
internal static class ExecutionRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("run.fetched", RuleCategory.DownloadAndRun, Severity.High, "T1105",
            "Running what the same command fetched: through a pipe, a substitution, a file or an archive.",
            "Fetching without running, reading what was fetched, installing by name.",
            effect => effect.Kind is EffectKind.Execute && effect.Has(DataKinds.Network)
                ? new($"It runs what it fetched, with {effect.Detail}.") : null),
    ];
}
