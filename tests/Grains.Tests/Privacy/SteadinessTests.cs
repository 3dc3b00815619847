using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class SteadinessTests
{
    private static readonly PrivacyOptions Shipped = new();

    /// <summary>Every way to leave some of up to nine values out, equal ones among them.</summary>
    [Fact]
    public void MediansWithout_AnyFew_AreTheLeastAndTheGreatestMedianOfTheRest()
    {
        var random = new Random(1);
        for (var count = 1; count <= 9; count++)
        {
            double[] sorted = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(12)).Order()];
            for (var leftOut = 0; leftOut < count; leftOut++)
            {
                var medians = RestsOf(sorted, leftOut).Select(rest => Quantile.Of(rest, 0.5)).ToList();
                Assert.Equal((medians.Min(), medians.Max()), Quantile.MediansWithout(sorted, leftOut));
                var fewer = Enumerable.Range(0, leftOut).SelectMany(fewer => RestsOf(sorted, fewer)).Select(rest => Quantile.Of(rest, 0.5));
                Assert.All(fewer, median => Assert.InRange(median, medians.Min(), medians.Max()));
            }
        }
    }

    /// <summary>Of 200 who are alike, 20 more or fewer liars move nothing; where one in ten differs around the middle, they would.</summary>
    [Theory]
    [InlineData(true, 200, 0)]
    [InlineData(true, 200, 4)]
    [InlineData(false, 200, 6)]
    [InlineData(true, 21, 0)]
    [InlineData(false, 20, 0)]
    public void IsSteady_RatesThatLieSoFarApartAroundTheMiddle_IsSoUpToHalfAPoint(bool isSteady, int submitters, int thousandths)
    {
        var tally = new CellTally();
        for (var number = 0; number < submitters; number++)
        {
            tally.Add(new(1_000, 1_000, 100 + (number < (submitters / 2) + 5 ? 0 : thousandths), 0, 0));
        }

        Assert.Equal(isSteady, Steadiness.IsSteady(tally.RatesOf(Detail.ErrorRateMedian), Shipped));
    }

    /// <summary>Whatever up to 20 say beside honest people, a median that is told is within half a point of theirs.</summary>
    [Fact]
    public void IsSteady_LiarsAmongHonestPeople_TellsNoMedianThatIsFurtherFromTheirs()
    {
        var (told, hidden) = (0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            int[] honest = [.. Enumerable.Range(0, random.Next(25, 250)).Select(_ => random.Next(40, 40 + random.Next(1, 60)))];
            var lie = random.Next(3) switch { 0 => 1_000, 1 => 0, _ => random.Next(40, 110) };
            int[] lies = [.. Enumerable.Repeat(lie, random.Next(21))];
            var tally = TallyOf([.. honest, .. lies]);
            if (Steadiness.IsSteady(tally.RatesOf(Detail.ErrorRateMedian), Shipped))
            {
                told++;
                Assert.InRange(Math.Abs(MedianOf(tally) - MedianOf(TallyOf(honest))), 0, 0.005 + 1e-6);
            }
            else
            {
                hidden++;
            }
        }

        Assert.True(Math.Min(told, hidden) > 30, $"{told} told, {hidden} hidden: that proves nothing.");
    }

    /// <summary>Forty who never fail and forty who always do make one person's own rate the median.</summary>
    [Fact]
    public void Hide_APersonBetweenLiarsOnEitherSide_TellsNothingOfTheirRate()
    {
        var tally = TallyOf([.. Enumerable.Repeat(0, 40), 77, .. Enumerable.Repeat(1_000, 40)]);
        Assert.Equal(0.077, MedianOf(tally), tolerance: 1e-6);
        var cell = Told(tally, Shipped);
        Steadiness.Hide(cell, Shipped);
        Assert.False(cell.Tells(Detail.ErrorRateMedian));
        Assert.True(cell.Tells(Detail.Quartiles) && cell.Tells(Detail.ObservedCalls));
    }

    [Fact]
    public void Hide_NobodyToWithstandOrAnyMove_HidesNothing()
    {
        var tally = TallyOf([.. Enumerable.Repeat(0, 30), .. Enumerable.Repeat(1_000, 30)]);
        Assert.All([new PrivacyOptions { LiarsWithstood = 0 }, new PrivacyOptions { LargestMove = 1 }], limits =>
        {
            var cell = Told(tally, limits);
            Steadiness.Hide(cell, limits);
            Assert.True(cell.Tells(Detail.ErrorRateMedian));
        });
    }

    private static double MedianOf(CellTally tally) => tally.RatesOf(Detail.ErrorRateMedian).Median();

    private static CellDraft Told(CellTally tally, PrivacyOptions limits)
    {
        var cell = new CellDraft(new(null, new(Dimension.Tool, "Bash")), tally);
        DetailLevels.Tell(cell, margin: 0, limits);
        return cell;
    }

    private static CellTally TallyOf(IEnumerable<int> errorsOfThousand)
    {
        var tally = new CellTally();
        foreach (var errors in errorsOfThousand)
        {
            tally.Add(new(1_000, 1_000, errors, 0, 0));
        }

        return tally;
    }

    private static IEnumerable<double[]> RestsOf(double[] values, int leftOut) =>
        Enumerable.Range(0, 1 << values.Length)
            .Where(kept => int.PopCount(kept) == values.Length - leftOut)
            .Select(kept => values.Where((_, index) => (kept & (1 << index)) != 0).ToArray());
}
