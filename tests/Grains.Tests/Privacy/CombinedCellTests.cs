using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class CombinedCellTests
{
    private static readonly CellKey Key = new(null, new(Dimension.Tool, "Bash"));

    [Fact]
    public void Of_SeveralWeeks_AddsSumsTakesTheLargestAndHasNoMedians()
    {
        var combined = CombinedCell.Of(
            [
                new(Key, new() { Submitters = 60, Calls = 1_200, ObservedCalls = 1_000, Errors = 100, ErrorRate = 0.1, CallsMedian = 5, CallsAverage = 20, CallsP10 = 1 }),
                new(Key, new() { Submitters = 75, Calls = 800, ObservedCalls = 500, Errors = null, Rejections = 7 }),
                new(Key, new() { Submitters = 20 }),
            ]);
        Assert.Equal(
            new(Key, new()
            {
                Submitters = 75, Calls = 2_000, ObservedCalls = 1_500, Errors = 100, ErrorRate = 0.1, Rejections = 7,
            }),
            combined);
    }

    [Fact]
    public void Of_HiddenSumsOnly_StayHidden() =>
        Assert.Equal(
            new(Key, new() { Submitters = 30 }),
            CombinedCell.Of([new(Key, new() { Submitters = 30 }), new(Key with { Client = AgentClient.Codex }, new() { Submitters = 10 })]));
}
