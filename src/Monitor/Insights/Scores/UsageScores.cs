using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Scores;

/// <summary>The three scores of usage, each with what it is made of. A score is null where there is nothing to make it of.</summary>
/// <param name="ProductivityScore">
/// What a hundred lines cost, in dollars: the cost of sessions that changed files, over the lines that their successful changes added and
/// took away, times a hundred.
/// </param>
/// <param name="SessionCostUsd">The cost of sessions that changed files.</param>
/// <param name="ChangedLines">The lines that successful changes added and took away.</param>
/// <param name="IterationEfficiency">Of the turns that changed files, the share in which nothing was changed a second time after a
/// failure.</param>
/// <param name="FirstTries">How many those were.</param>
/// <param name="ChangingTurns">Of how many.</param>
/// <param name="ModelEffectiveness">By model, the most used first.</param>
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

    /// <summary>A share rounded; null of nothing.</summary>
    public static double? Share(int part, int all) => all == 0 ? null : Math.Round((double)part / all, 4);

    private static bool IsChange(RecordedCall call) => call is { Outcome: CallOutcome.Ok, Detail.IsChange: true };
}
