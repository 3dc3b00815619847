namespace ToolTime.Monitor.Security.Rules;

/// <summary>All rules that look at a single call.</summary>
internal static class RuleSet
{
    /// <summary>The rules by category, in a stable order.</summary>
    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        .. DestructiveRules.All,
        .. DataRules.All,
        .. ExfiltrationRules.All,
        .. ExecutionRules.All,
        .. SecretRules.All,
        .. PrivilegeRules.All,
        .. PersistenceRules.All,
        .. SystemRules.All,
        .. EvasionRules.All,
        .. BoundaryRules.All,
        .. AgentRules.All,
        .. SupplyChainRules.All,
        .. ResourceRules.All,
    ];

    /// <summary>The rule with an id, or null.</summary>
    public static SecurityRule? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);

    /// <summary>What a rule finds, a sentence; a rule that is not here is the user's.</summary>
    public static string Describe(string id) => Find(id)?.Finds ?? "It matches a rule of yours.";
}
