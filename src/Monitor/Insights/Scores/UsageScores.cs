using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Scores;

/// <summary>The three usage scores, each with its parts. A score is null if there is nothing to compute it from.</summary>
/// <param name="ProductivityScore">The cost of a hundred changed lines, in dollars: the cost of sessions that changed files, divided by the
/// lines that their successful changes added and removed, times a hundred.</param>
/// <param name="SessionCostUsd">The cost of sessions that changed files.</param>
/// <param name="ChangedLines">The lines that successful changes added and removed.</param>
/// <param name="IterationEfficiency">Of the turns that changed files, the share in which nothing was changed a second time after a
/// failure.</param>
/// <param name="FirstTries">How many turns those were.</param>
/// <param name="ChangingTurns">How many turns changed files.</param>
/// <param name="ModelEffectiveness">By model, most used first.</param>
internal sealed record UsageScores(
    double? ProductivityScore, decimal SessionCostUsd, int ChangedLines, double? IterationEfficiency, int FirstTries, int ChangingTurns,
    IReadOnlyList<ModelScore> ModelEffectiveness)
{
    public static UsageScores Make(IReadOnlyList<RecordedSession> sessions)
    {
        var changing = sessions.Where(session => session.Calls.Any(IsChange)).ToList();
        var (cost, lines) = (
            changing.Sum(session => session.Cost),
            changing.SelectMany(session => session.Calls).Where(IsChange).Sum(call => call.Detail!.Added + call.Detail.Removed));
        var turns = sessions.SelectMany(session => session.Turns).Where(turn => turn.HasChanges).ToList();
        var first = turns.Count(turn => turn.IsFirstTry);
        return new UsageScores(
            lines == 0 ? null : (double)decimal.Round(cost / lines * 100, 4), decimal.Round(cost, 6), lines,
            Share(first, turns.Count), first, turns.Count, ModelScore.Make(sessions));
    }

    /// <summary>A rounded share; null if <paramref name="all"/> is 0.</summary>
    public static double? Share(int part, int all) => all == 0 ? null : Math.Round((double)part / all, 4);

    private static bool IsChange(RecordedCall call) => call is { Outcome: CallOutcome.Ok, Detail.IsChange: true };
}
