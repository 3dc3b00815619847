using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>Finds one kind of insight. The same sessions give the same insights; nothing is found where nothing stands out.</summary>
internal interface IInsightRule
{
    /// <summary>What it found, in any order.</summary>
    /// <param name="sessions">All sessions of the time that is looked at.</param>
    IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions);
}
