using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class DominanceTests
{
    [Theory]
    [InlineData(false, 20, 15, 100)]
    [InlineData(true, 21, 0, 100)]
    [InlineData(true, 20, 16, 100)]
    [InlineData(false, 0, 0, 0)]
    [InlineData(true, 1, 0, 1)]
    public void IsDominated_OneOverAFifthOrTwoOverThirtyFivePercent_IsSo(bool isDominated, int largest, int second, int sum) =>
        Assert.Equal(isDominated, Dominance.IsDominated(new(sum, largest, second), new()));

    [Fact]
    public void With_PartsInAnyOrder_KeepsTheTwoLargest() => Assert.All(Given.OrdersOf([5L, 1L, 9L, 9L, 0L]), order =>
        Assert.Equal(new Contributions(24, 9, 9), order.Aggregate(default(Contributions), (sum, part) => sum.With(part))));

    /// <summary>One made-up report among 250 holds most of the calls: the sums go, the medians and the mean of rates stay as they were.</summary>
    [Fact]
    public void Hide_OneLiarAmongMany_HidesSumsAndNothingElse()
    {
        var tally = new CellTally();
        for (var number = 0; number < 249; number++)
        {
            tally.Add(new(20, 20, 1, 20, 0));
        }

        tally.Add(new(2_000, 2_000, 2_000, 2_000, 2_000));
        var cell = new CellDraft(new(null, new(Dimension.Tool, "Bash")), tally);
        var limits = new PrivacyOptions();
        DetailLevels.Tell(cell, margin: 9, limits);
        Dominance.Hide(cell, limits);

        Assert.Equal(
            [Detail.Submitters, Detail.Quartiles, Detail.Deciles, Detail.ErrorRateMedian, Detail.ErrorRate, Detail.RejectionRate],
            Enum.GetValues<Detail>().Where(cell.Tells));
        var told = RoundedCell.Of(cell, new(Margin: 0, Offset: 0, OfErrors: 24, OfRejections: 24), limits).Figures;
        Assert.Equal((250, null, null, 20.0), (told.Submitters, told.Calls, told.CallsAverage, told.CallsMedian));
        Assert.Equal((0.05, 0.05, 0, null), (told.ErrorRateMedian, told.ErrorRate, told.RejectionRate, told.Errors));
    }
}
