namespace ToolTime.Monitor.Tests.Insights;

/// <summary>The seed's scores, with their parts.</summary>
public sealed class ScoresTests : IDisposable
{
    private readonly Conversation _talk = new();

    public void Dispose() => _talk.Dispose();

    [Fact]
    public void Scores_OfTurnsWithChanges_AreTheirFormulas()
    {
        _talk.Say("First.");
        _talk.Edit(added: "one\ntwo\nthree");
        _talk.Say("Second.");
        _talk.Edit(added: "four");
        _talk.Bash("test", fails: true);
        _talk.Edit(added: "five");
        _talk.Say("What is it?");
        _talk.Answer();
        var cost = 5 * ((10 * 5m) + (1000 * 6.25m) + (20_000 * 0.5m) + (300 * 25)) / 1_000_000;

        var scores = _talk.Document().Scores;
        // Each edit takes one line away.
        Assert.Equal(
            (cost, 8, (double)decimal.Round(cost / 8 * 100, 4)),
            (scores.SessionCostUsd, scores.ChangedLines, scores.ProductivityScore)
        );
        Assert.Equal((0.5, 1, 2), (scores.IterationEfficiency, scores.FirstTries, scores.ChangingTurns));
        var model = Assert.Single(scores.ModelEffectiveness);
        Assert.Equal(("claude-opus-4-8", 0.375, 4, 1), (model.Model, model.Effectiveness, model.Calls, model.Failures));
        Assert.Equal(decimal.Round(cost / 3, 6), model.CostPerTurnUsd);
    }

    [Fact]
    public void Scores_OfNothing_AreNull()
    {
        _talk.Say("What is it?");
        _talk.Answer();

        var scores = _talk.Document().Scores;
        Assert.Equal((null, null), (scores.ProductivityScore, scores.IterationEfficiency));
        Assert.Null(Assert.Single(scores.ModelEffectiveness).Effectiveness);
    }
}
