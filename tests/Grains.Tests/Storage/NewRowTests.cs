using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Tests.Storage;

public sealed class NewRowTests
{
    private static readonly (long Revision, byte[] Hash)[] Cells =
        [(1, [9, 9]), (2, [0, 1]), (2, [0, 2]), (2, [0, 2]), (2, [0]), (-1, [255, 255])];

    [Fact]
    public void Replaces_AnyOrderOfArrival_EndsWithTheSameCell()
    {
        var ends = Given.OrdersOf(Cells).Select(order => order.Aggregate((stored, offered) =>
            Cell(offered.Revision, offered.Hash).Replaces(stored.Revision, stored.Hash) ? offered : stored));
        Assert.All(ends, end => Assert.Equal((2L, "0002"), (end.Revision, Convert.ToHexString(end.Hash))));
    }

    [Theory]
    [InlineData(2, "00", 1, "ff", true)]
    [InlineData(1, "ff", 2, "00", false)]
    [InlineData(1, "01", 1, "00", true)]
    [InlineData(1, "00", 1, "01", false)]
    [InlineData(1, "01", 1, "01", false)]
    [InlineData(1, "80", 1, "7f", true)]
    public void Replaces_RevisionThenHash_Decide(long offered, string offeredHash, long stored, string storedHash, bool replaces) =>
        Assert.Equal(
            replaces,
            Cell(offered, Convert.FromHexString(offeredHash)).Replaces(stored, Convert.FromHexString(storedHash))
        );

    private static NewRow.Cell Cell(long revision, byte[] hash) =>
        new() { Day = Given.Monday, Revision = revision, Content = [], ContentHash = [.. hash] };
}
