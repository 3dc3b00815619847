using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about databases, clouds and clusters.</summary>
internal static class DataRules
{
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("data.drop", RuleCategory.Destructive, Severity.High, "T1485",
            "Dropping, emptying or deleting without a condition in a database that is not plainly local or a test; `medium` where a "
                + "reset is forced on the database in the project's settings.",
            "Local hosts, databases named for tests or development, deletes with a condition, reads, dumps.",
            effect => effect.Kind is EffectKind.DropData ? new($"It destroys data: {effect.Detail}.",
                effect.Detail.StartsWith(DatabasePrograms.Configured, StringComparison.Ordinal) ? Severity.Medium : null) : null),
        new("cloud.delete", RuleCategory.Destructive, Severity.High, "T1485",
            "Deleting resources of a cloud, tearing down infrastructure, unpublishing packages.",
            "Plans, listings, dry runs.",
            effect => effect.Kind is EffectKind.DeleteCloud ? new($"{effect.Detail} deletes resources that others may use.") : null),
        new("cluster.delete", RuleCategory.Destructive, Severity.High, "T1485",
            "Deleting namespaces, deployments, claims or releases of a cluster; volumes of containers.",
            "Single pods, local clusters, dry runs, containers and images alone.",
            effect => effect.Kind is EffectKind.DeleteCluster ? new($"{effect.Detail} deletes what runs or is stored there.") : null),
    ];
}
