using ToolTime.Attacks.Poisoning;

namespace ToolTime.Attacks.Tests;

/// <summary>Twenty liars among 200 push error rates.</summary>
public sealed class PoisonTests
{
    private const int Submitters = 200;
    private const int Liars = 20;
    private const double HalfAPoint = 0.005;

    /// <summary>Half the largest margin of 48, in tenths, over 300 rates.</summary>
    private const double BlurOfThreeHundred = 24 * 0.1 / 300;

    /// <summary>Twenty of 300, each a tenth above the median at most, where honest people's mean may be somewhat under it; and the median moves by less than half a point.</summary>
    private const double MostOfLiars = (20 * 0.12 / 300) + (HalfAPoint / 10);

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

    /// <summary>
    /// Of 300, so that a mean is told, twenty as loud as they can be without being hidden: the sum of calls is mostly theirs, and the mean of rates
    /// is off by what is said of it at most: ten points for each of them, and its blur.
    /// </summary>
    [Fact]
    public async Task ErrorRate_TwentyLiarsOfThreeHundred_IsBoundedWhereTheSumIsTheirs()
    {
        var trial = await PoisonTrial.StartAsync(seed: 2, submitters: 300);
        var shifts = Assert.Single(await trial.PlayAsync(Liars, Lie.Shrewd)).Where(shift => PoisonedWeek.RateOf(shift.Tool) == PoisonedWeek.RateOfLies).ToList();
        Assert.All(shifts.Where(shift => shift.Figure == "total_calls"), shift => Assert.InRange(shift.Poisoned!.Value / shift.Without!.Value, 3, 10));
        var means = shifts.Where(shift => shift is { Figure: "error_rate", Poisoned: not null }).Select(shift => (shift.Poisoned - shift.Without)!.Value).ToList();
        Assert.NotEmpty(means);
        Assert.All(means, moved => Assert.InRange(moved, -BlurOfThreeHundred - Step, BlurOfThreeHundred + MostOfLiars));
    }
}
