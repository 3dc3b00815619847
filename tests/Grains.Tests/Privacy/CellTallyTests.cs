using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class CellTallyTests
{
    private static readonly Measure[] Measures =
    [
        new(100, 50, 5, 50, 2),
        new(1, 0, 0, 0, 0),
        new(10, 4, 4, 0, 0),
        new(30, 5, 2, 5, 1),
    ];

    [Fact]
    public void Add_SubmittersInAnyOrder_CountsEachForWhatItMeasured() =>
        Assert.All(Given.OrdersOf(Measures), order =>
        {
            var tally = new CellTally();
            Assert.All(order, tally.Add);
            Assert.Equal(
                (4, 4, 3, 2, 2, 2, 2),
                (tally.Submitters, tally.Behind(Detail.Calls), tally.Behind(Detail.ObservedCalls), tally.Behind(Detail.RejectableCalls),
                    tally.Behind(Detail.ErrorRateMedian), tally.Behind(Detail.ErrorRate), tally.Behind(Detail.RejectionRate)));
            Assert.Equal(
                [new(141, 100, 30), new(59, 50, 5), new(55, 50, 5)],
                Details.Sums.Select(tally.Sum));
            Assert.Equal([1, 20, 100], tally.CallsQuantiles(0, 0.5, 1));
            Assert.Equal(0.25, tally.RatesOf(Detail.ErrorRate).Median(), tolerance: 1e-6);
            Assert.Equal(0.12, tally.RatesOf(Detail.RejectionRate).Median(), tolerance: 1e-6);
        });

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    public void Add_FewObservedCalls_HaveNoErrorRateOfTheirOwn(int observed, int withRate)
    {
        var tally = new CellTally();
        tally.Add(new(10, observed, 1, 0, 0));
        Assert.Equal(withRate, tally.Behind(Detail.ErrorRateMedian));
    }

    [Fact]
    public void CallsQuantiles_AfterFurtherSubmitters_CountThemToo()
    {
        var tally = new CellTally();
        tally.Add(new(10, 0, 0, 0, 0));
        Assert.Equal([10], tally.CallsQuantiles(0.5));
        tally.Add(new(0, 0, 0, 0, 0));
        Assert.Equal([5], tally.CallsQuantiles(0.5));
    }
}
