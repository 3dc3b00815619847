using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `models.first-try`: of two models with at least 30 turns that changed files, one got significantly fewer of them right on the first try
/// (two proportions, p below 0.01). A turn is right on the first try if no file was changed a second time after a failure.
/// </summary>
internal sealed class FirstTries : IInsightRule
{
    private const int FewestTurns = 30;
    private const double Significant = 2.576;

    /// <inheritdoc/>
    public IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions)
    {
        var models = sessions.SelectMany(session => session.Turns.Where(turn => turn.HasChanges && turn.Model is not null)
                .Select(turn => (Session: session, Turn: turn)))
            .GroupBy(one => ModelName.Parse(one.Turn.Model!).Shown, StringComparer.Ordinal)
            .Select(model => (Name: model.Key, All: model.ToList(), Right: model.Count(one => one.Turn.IsFirstTry)))
            .Where(model => model.All.Count >= FewestTurns)
            .OrderByDescending(model => (double)model.Right / model.All.Count).ThenBy(model => model.Name, StringComparer.Ordinal)
            .ToList();
        if (models is not [var best, .., var worst] || Distance(best.Right, best.All.Count, worst.Right, worst.All.Count) < Significant)
        {
            yield break;
        }

        var (good, bad) = ((double)best.Right / best.All.Count, (double)worst.Right / worst.All.Count);
        yield return new Insight
        {
            Kind = "models.first-try",
            Subject = worst.Name,
            Says = Evidence.Invariant($"{worst.Name} got {bad * 100:0}% of its changes right on the first try, {best.Name} {good * 100:0}%."),
            Figures =
            [
                new($"first tries of {worst.Name}", Math.Round(bad, 4), "share"),
                new($"first tries of {best.Name}", Math.Round(good, 4), "share"),
                new($"cost per turn of {worst.Name}", (double)decimal.Round(worst.All.Average(one => one.Turn.Cost), 4), "usd"),
                new($"cost per turn of {best.Name}", (double)decimal.Round(best.All.Average(one => one.Turn.Cost), 4), "usd"),
            ],
            Evidence =
            [
                .. worst.All.Where(one => !one.Turn.IsFirstTry).TakeLast(Evidence.Most).Reverse()
                    .Select(one => Evidence.At(one.Session, one.Turn.At, "a turn in which a file had to be changed again after a failure")),
            ],
            Change = $"Give changes like these to {best.Name}, and compare what a turn costs; the tasks may differ, so look at a few of the turns first.",
        };
    }

    // How many standard errors two shares are apart.
    private static double Distance(int right, int all, int otherRight, int otherAll)
    {
        var pooled = (double)(right + otherRight) / (all + otherAll);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / all) + (1.0 / otherAll)));
        return error == 0 ? 0 : (((double)right / all) - ((double)otherRight / otherAll)) / error;
    }
}
