using ToolTime.Monitor.Insights.Records;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Insights.Scores;

/// <summary>How well a model's work went.</summary>
/// <param name="Model">The model's name in the client.</param>
/// <param name="Effectiveness">The share of right first tries times the share of calls that did not fail; null if either is
/// unknown.</param>
/// <param name="FirstTries">Turns that changed files, and nothing a second time after a failure.</param>
/// <param name="ChangingTurns">Turns that changed files.</param>
/// <param name="Calls">Calls in its turns with a known outcome.</param>
/// <param name="Failures">Those that failed.</param>
/// <param name="CostPerTurnUsd">The mean over all of its turns.</param>
internal sealed record ModelScore(
    string Model, double? Effectiveness, int FirstTries, int ChangingTurns, int Calls, int Failures, decimal CostPerTurnUsd)
{
    public static IReadOnlyList<ModelScore> Make(IReadOnlyList<RecordedSession> sessions) =>
        [
            .. sessions.SelectMany(session => session.Turns).Where(turn => turn.Model is not null)
                .GroupBy(turn => ModelName.Parse(turn.Model!).Shown, StringComparer.Ordinal)
                .OrderByDescending(model => model.Count()).ThenBy(model => model.Key, StringComparer.Ordinal)
                .Select(model => Make(model.Key, [.. model])),
        ];

    private static ModelScore Make(string name, List<RecordedTurn> turns)
    {
        var changing = turns.Where(turn => turn.HasChanges).ToList();
        var calls = turns.SelectMany(turn => turn.Calls).Where(call => call.IsObserved).ToList();
        var (first, failures) = (changing.Count(turn => turn.IsFirstTry), calls.Count(call => call.IsFailure));
        double? effectiveness = changing.Count == 0 || calls.Count == 0
            ? null
            : Math.Round((double)first / changing.Count * (calls.Count - failures) / calls.Count, 4);
        return new ModelScore(
            name, effectiveness, first, changing.Count, calls.Count, failures, decimal.Round(turns.Average(turn => turn.Cost), 6));
    }
}
