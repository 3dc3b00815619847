using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class SlicesTests
{
    [Theory]
    [InlineData(2_500, 1, 3)]
    [InlineData(40, 5_000, 3)]
    [InlineData(3, 150_000, 4)]
    [InlineData(0, 0, 1)]
    public void Of_CellsOfSomeSubmitters_AreCutByTheirWork(int cells, int submitters, int slices)
    {
        var all = Enumerable.Range(0, cells).Select(number => Cell($"tool-{number:D4}", submitters)).ToList();
        var cut = Slices.Of(all).ToList();
        Assert.Equal((slices, true), (cut.Count, cut.SelectMany(slice => slice).SequenceEqual(all)));
        Assert.All(cut, slice => Assert.True(slice.Count <= 1 || slice.SkipLast(1).Sum(cell => 100 + cell.Tally.Submitters) < 100_000));
    }

    private static CellDraft Cell(string name, int submitters)
    {
        var tally = new CellTally();
        for (var submitter = 0; submitter < submitters; submitter++)
        {
            tally.Add(default);
        }

        return new(new(null, new(Dimension.Tool, name)), tally);
    }
}
