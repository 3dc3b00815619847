using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>Every rule over recorded sessions. Created on demand, because hooks pay for everything created at the start.</summary>
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

/// <summary>Finds one kind of insight. The same sessions always give the same insights, and unremarkable ones none.</summary>
internal interface IInsightRule
{
    /// <summary>The insights, in any order.</summary>
    /// <param name="sessions">All sessions of the period.</param>
    IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions);
}
