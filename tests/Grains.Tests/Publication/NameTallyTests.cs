using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;

namespace ToolTime.Grains.Tests.Publication;

public sealed class NameTallyTests
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
            var tally = new NameTally();
            Assert.All(order, tally.Add);
            Assert.Equal(
                (4, 3, 2, 2, new Measure(141, 59, 11, 55, 3)),
                (tally.Submitters, tally.Observers, tally.RejectionObservers, tally.SubmittersWithErrorRate, tally.Sum));
            Assert.Equal([1, 20, 100], tally.CallsQuantiles(0, 0.5, 1));
            Assert.Equal(0.25, tally.ErrorRateMedian(), tolerance: 1e-12);
        });

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    public void Add_FewObservedCalls_HaveNoErrorRateOfTheirOwn(int observed, int withRate)
    {
        var tally = new NameTally();
        tally.Add(new(10, observed, 1, 0, 0));
        Assert.Equal(withRate, tally.SubmittersWithErrorRate);
    }

    [Fact]
    public void CallsQuantiles_AfterFurtherSubmitters_CountThemToo()
    {
        var tally = new NameTally();
        tally.Add(new(10, 0, 0, 0, 0));
        Assert.Equal([10], tally.CallsQuantiles(0.5));
        tally.Add(new(0, 0, 0, 0, 0));
        Assert.Equal([5], tally.CallsQuantiles(0.5));
    }
}
