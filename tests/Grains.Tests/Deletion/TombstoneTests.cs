using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Tests.Deletion;

public sealed class TombstoneTests
{
    private static readonly DateTimeOffset DeletedAt = new(2026, 11, 20, 18, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-19", true)]
    [InlineData("2026-11-20", true)]
    [InlineData("2026-11-21", false)]
    public void Covers_ACell_UpToTheDeletionsDay(string day, bool covers) =>
        Assert.Equal(
            covers,
            Tombstone.Covers(
                new NewRow.Cell
                {
                    Day = DateOnly.Parse(day),
                    Revision = 1,
                    Content = [],
                    ContentHash = [],
                },
                DeletedAt
            )
        );

    [Theory]
    [InlineData("2026-11-20T19:00:00Z", true)]
    [InlineData("2026-11-27T18:00:00Z", true)]
    [InlineData("2026-11-27T19:00:00Z", false)]
    public void Covers_ASnapshot_AsLongAsItMayTellOfWhatWasDeleted(string hour, bool covers) =>
        Assert.Equal(
            covers,
            Tombstone.Covers(
                new NewRow.Snapshot
                {
                    GeneratedHour = DateTimeOffset.Parse(hour),
                    TotalEvents = 1,
                    Content = [],
                    ContentHash = [],
                },
                DeletedAt
            )
        );
}
