using ToolTime.Attacks.Poisoning;

namespace ToolTime.Attacks.Tests;

/// <summary>Twenty liars among 200 push error rates.</summary>
public sealed class PoisonTests
{
    private const int Submitters = 200;
    private const int Liars = 20;
    private const double HalfAPoint = 0.005;

    /// <summary>Figures are read to this step.</summary>
    private const double Step = 0.0001;

    [Fact]
    public async Task ErrorRateMedian_TwentyLiarsOfTwoHundred_IsWithinHalfAPointOfTheHonestOnesOrHidden()
    {
        var trial = await PoisonTrial.StartAsync(seed: 1, Submitters);
        foreach (var shifts in await trial.PlayAsync(Liars, Lie.Modest, Lie.Beside))
        {
            var medians = shifts.Where(shift => shift.Figure == "error_rate_median").ToList();
            var told = medians.Where(shift => shift.Poisoned is not null).Select(shift => Math.Abs((shift.Poisoned - shift.Without)!.Value)).ToList();
            Assert.InRange(told.Count, PoisonedWeek.ToolsOfRate / 2, medians.Count - 1);
            Assert.All(told, move => Assert.InRange(move, 0, HalfAPoint + Step));
        }
    }

    /// <summary>That the liars did what they could: rates over all calls, which nothing protects, moved by tens of points.</summary>
    [Fact]
    public async Task ErrorRate_TwentyLiarsOfTwoHundred_IsTheirs()
    {
        var trial = await PoisonTrial.StartAsync(seed: 2, Submitters);
        var shifts = Assert.Single(await trial.PlayAsync(Liars, Lie.Shrewd));
        Assert.All(
            shifts.Where(shift => shift.Figure == "error_rate" && PoisonedWeek.RateOf(shift.Tool) == PoisonedWeek.RateOfLies),
            shift => Assert.InRange((shift.Poisoned - shift.Honest)!.Value, 0.5, 1));
    }
}
