namespace ToolTime.Monitor.Insights.Rules;

/// <summary>Every rule over recorded sessions. Made when it is asked for: a hook pays for what is made at the start.</summary>
internal static class InsightRules
{
    public static IReadOnlyList<IInsightRule> All =>
    [
        new UnchangedRetries(),
        new FileLoops(),
        new RepeatedLooks(),
        new UnreadEdits(),
        new ShellReads(),
        new AccountCosts(),
        new AccountFailures(),
        new Rejections(),
        new CacheMisses(),
        new FirstTries(),
    ];
}
