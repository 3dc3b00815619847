using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class DetailLevelsTests
{
    private static readonly Detail[] Sums = [Detail.Calls, Detail.ObservedCalls, Detail.RejectableCalls];

    [Theory]
    [InlineData(9, 0, "")]
    [InlineData(10, 0, "Submitters")]
    [InlineData(18, 9, "")]
    [InlineData(19, 9, "Submitters")]
    [InlineData(49, 0, "Submitters")]
    [InlineData(58, 9, "Submitters")]
    [InlineData(50, 0, "Submitters Calls ObservedCalls RejectableCalls Quartiles ErrorRateMedian")]
    [InlineData(108, 9, "Submitters Calls ObservedCalls RejectableCalls Quartiles ErrorRateMedian")]
    [InlineData(109, 9, "Submitters Calls ObservedCalls RejectableCalls Quartiles Deciles ErrorRateMedian")]
    [InlineData(128, 9, "Submitters Calls ObservedCalls RejectableCalls Quartiles Deciles ErrorRateMedian")]
    [InlineData(129, 9, "Submitters Calls ObservedCalls RejectableCalls Quartiles Deciles ErrorRateMedian ErrorRate RejectionRate")]
    public void Tell_SubmittersAtAndUnderEachMinimum_TellsWhatTheyAreEnoughFor(int submitters, int margin, string told) =>
        Assert.Equal(told, string.Join(' ', Told(Dimension.Tool, margin, submitters, new(20, 20, 1, 20, 1))));

    [Fact]
    public void Tell_FewObservers_HidesWhatTheyStandBehind()
    {
        var tally = new CellTally();
        for (var number = 0; number < 60; number++)
        {
            tally.Add(new(10, number < 49 ? 10 : 0, 0, 0, 0));
        }

        var cell = new CellDraft(new(null, new(Dimension.Tool, "Bash")), tally);
        DetailLevels.Tell(cell, margin: 0, new());
        Assert.Equal([Detail.Submitters, Detail.Calls, Detail.Quartiles], Enum.GetValues<Detail>().Where(cell.Tells));
    }

    [Theory]
    [InlineData(Dimension.Plugin, "Submitters")]
    [InlineData(Dimension.Model, "Submitters")]
    [InlineData(Dimension.Skill, "Submitters Calls Quartiles")]
    [InlineData(Dimension.McpServer, "Submitters Calls ObservedCalls Quartiles ErrorRateMedian ErrorRate")]
    public void Tell_OtherDimensions_HaveFewerDetails(Dimension dimension, string told) =>
        Assert.Equal(told, string.Join(' ', Told(dimension, 0, 220, new(20, 20, 1, 20, 1))));

    [Fact]
    public void Hide_TheSubmitters_HidesAll()
    {
        var cell = Cell(Dimension.Tool, 200, new(20, 20, 1, 20, 1));
        DetailLevels.Tell(cell, 0, new());
        cell.Hide(Detail.Calls);
        Assert.Equal(Sums.Skip(1), Sums.Where(cell.Tells));
        cell.Hide(Detail.Submitters);
        cell.Tell(Detail.Calls);
        Assert.DoesNotContain(Enum.GetValues<Detail>(), cell.Tells);
    }

    private static IEnumerable<Detail> Told(Dimension dimension, int margin, int submitters, Measure measure)
    {
        var cell = Cell(dimension, submitters, measure);
        DetailLevels.Tell(cell, margin, new());
        return Enum.GetValues<Detail>().Where(cell.Tells);
    }

    private static CellDraft Cell(Dimension dimension, int submitters, Measure measure)
    {
        var tally = new CellTally();
        for (var number = 0; number < submitters; number++)
        {
            tally.Add(measure);
        }

        return new(new(null, new(dimension, "name")), tally);
    }
}
