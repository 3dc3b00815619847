using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;

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

/// <summary>Finds one kind of insight. The same sessions give the same insights; nothing is found where nothing stands out.</summary>
internal interface IInsightRule
{
    /// <summary>What it found, in any order.</summary>
    /// <param name="sessions">All sessions of the time that is looked at.</param>
    IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions);
}
