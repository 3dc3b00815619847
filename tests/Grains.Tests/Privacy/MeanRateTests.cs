using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class MeanRateTests
{
    private const int Middle = 24;

    private static readonly PrivacyOptions Shipped = new();
    private static readonly PrivacyOptions WithoutMargin = new() { LargestMargin = 0 };

    [Fact]
    public void Minimum_OfTheShippedLimits_IsWhereTheBlurIsTwoPoints()
    {
        Assert.Equal(120, MeanRate.Minimum(Shipped));
        Assert.Equal(50, MeanRate.Minimum(WithoutMargin));
    }

    /// <summary>Of whoever makes five calls two are forty points: the blur is as much wider, and so takes as many more people.</summary>
    [Theory]
    [InlineData(1_000, 120)]
    [InlineData(20, 120)]
    [InlineData(10, 240)]
    [InlineData(5, 480)]
    [InlineData(1, 1_200)]
    public void Minimum_OfACell_GrowsWhereCallsAreFew(int calls, int minimum)
    {
        var tally = new CellTally();
        tally.Add(new(calls, calls, 0, 0, 0));
        Assert.Equal(minimum, MeanRate.Minimum(tally, Shipped));
    }

    [Theory]
    [InlineData(0, 0.03)]
    [InlineData(Middle, 0.05)]
    [InlineData(48, 0.07)]
    public void Of_AMargin_IsOffByTwoPointsAtMostWhereItIsFirstTold(int margin, double told) =>
        Assert.Equal(told, MeanOf(Rates(Enumerable.Repeat(50, 120)), margin, Shipped), tolerance: 1e-6);

    /// <summary>What somebody adds whose calls all fail, or none, is what one unit of the margin does.</summary>
    [Theory]
    [InlineData(50, 150)]
    [InlineData(50, 1_000)]
    [InlineData(980, 880)]
    [InlineData(980, 0)]
    [InlineData(500, 0)]
    [InlineData(500, 1_000)]
    public void Of_SomebodyWhoStandsFarOut_CountsTenPointsFromTheMedian(int errorsOfOthers, int errorsOfThousand)
    {
        var without = MeanOf(Rates(Enumerable.Repeat(errorsOfOthers, 300)), Middle, Shipped);
        var with = MeanOf(Rates([.. Enumerable.Repeat(errorsOfOthers, 299), errorsOfThousand]), Middle, Shipped);
        var side = Math.Sign(errorsOfThousand - errorsOfOthers);
        Assert.Equal(side * 0.1 / 300, with - without, tolerance: 1e-6);
        Assert.Equal(with - without, MeanOf(Rates(Enumerable.Repeat(errorsOfOthers, 300)), Middle + side, Shipped) - without, tolerance: 1e-6);
    }

    /// <summary>However twenty of 300 lie, and however often honest people fail, they move the mean by less than a point.</summary>
    [Theory]
    [InlineData(50, 0)]
    [InlineData(50, 1_000)]
    [InlineData(500, 0)]
    [InlineData(970, 0)]
    public void Of_TwentyLiars_MovesByLessThanAPoint(int middle, int errorsOfThousand)
    {
        var honest = Enumerable.Range(0, 280).Select(person => middle - 10 + (person % 21)).ToList();
        var moved = MeanOf(Rates([.. honest, .. Enumerable.Repeat(errorsOfThousand, 20)]), Middle, Shipped) - MeanOf(Rates(honest), Middle, Shipped);
        Assert.InRange(Math.Abs(moved), 0.002, 0.01);
    }

    [Theory]
    [InlineData(0, 0, 0.0)]
    [InlineData(1_000, 48, 1.0)]
    public void Of_RatesAtAnEnd_StaysBetweenNoneAndAll(int errorsOfThousand, int margin, double told) =>
        Assert.Equal(told, MeanOf(Rates(Enumerable.Repeat(errorsOfThousand, 120)), margin, Shipped));

    /// <summary>How far the bound makes a mean too low: of people who make few calls, whose own rates lie far apart by chance, further.</summary>
    [Theory]
    [InlineData(64, 0.02, 0.001)]
    [InlineData(64, 0.1, 0.004)]
    [InlineData(20, 0.05, 0.006)]
    [InlineData(20, 0.2, 0.02)]
    [InlineData(5, 0.05, 0.002)]
    public void Of_PeopleWhoFailAtARate_IsALittleOff(double middleCalls, double failing, double mostTooLow)
    {
        var random = new Random(1);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (rates, plain) = (new CellTally(), new List<double>());
        for (var person = 0; person < 4_000; person++)
        {
            var calls = (int)Math.Max(5, middleCalls * Math.Exp(Normal()));
            var odds = failing / (1 - failing) * Math.Exp(0.4 * Normal());
            var errors = Enumerable.Range(0, calls).Count(_ => random.NextDouble() < odds / (1 + odds));
            rates.Add(new(calls, calls, errors, 0, 0));
            plain.Add((double)errors / calls);
        }

        Assert.InRange(plain.Average() - MeanOf(rates, Middle, Shipped), -0.0005, mostTooLow);
    }

    [Fact]
    public void Of_NoMargin_IsTheMean() => Assert.Equal(0.02, MeanOf(Rates([0, 20, 40]), 0, WithoutMargin), tolerance: 1e-6);

    [Fact]
    public void Of_AnyOrder_IsTheSameToTheBit() =>
        Assert.Single(Given.OrdersOf([1, 7, 13, 77, 300]).Select(order => MeanOf(Rates(order), Middle, Shipped)).Distinct());

    private static double MeanOf(CellTally tally, int margin, PrivacyOptions limits) => MeanRate.Of(tally, Detail.ErrorRate, margin, limits);

    private static CellTally Rates(IEnumerable<int> errorsOfThousand)
    {
        var tally = new CellTally();
        foreach (var errors in errorsOfThousand)
        {
            tally.Add(new(1_000, 1_000, errors, 0, 0));
        }

        return tally;
    }
}
