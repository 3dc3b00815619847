using ToolTime.Grains.Publication;
using ToolTime.Publication;

namespace ToolTime.Grains.Tests.Publication;

public sealed class BatchingTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 18, 20, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void IsDue_NothingPublishedYet_FromTenSubmittersOn(int changed, bool expected) =>
        Assert.Equal(expected, new Batching(10).IsDue(null, At, changed, deleted: 0));

    [Theory]
    [InlineData(1, 0, 9, false)]
    [InlineData(1, 0, 10, true)]
    [InlineData(1, 25, 34, false)]
    [InlineData(1, 25, 35, true)]
    [InlineData(5, 0, 9, false)]
    [InlineData(6, 0, 0, true)]
    [InlineData(30, 0, 0, true)]
    public void IsDue_SomethingPublished_WhenTenMoreHaveReportedOrTheDayChanged(
        int hoursLater,
        int reportersOfHour,
        int changed,
        bool expected
    ) =>
        Assert.Equal(
            expected,
            new Batching(10).IsDue(
                new() { PublishedAt = At, ReportersOfHour = reportersOfHour, MinimumSubmitters = 10 },
                At.AddHours(hoursLater),
                changed,
                deleted: 0
            )
        );

    [Fact]
    public void IsDue_WhereOneIsEnough_CountsTheHourOfTheLastToo() =>
        Assert.True(
            new Batching(1).IsDue(
                new() { PublishedAt = At, ReportersOfHour = 1, MinimumSubmitters = 1 },
                At.AddMinutes(1),
                changed: 1,
                deleted: 0
            )
        );

    [Fact]
    public void CountedFrom_APublication_IsTheBeginningOfItsHour() =>
        Assert.Equal(
            new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero),
            Batching.CountedFrom(new PublicationMark { PublishedAt = At, ReportersOfHour = 0, MinimumSubmitters = 10 })
        );

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void IsDue_ThoseOfTheHourDeleted_CountsThem(int deleted, bool expected) =>
        Assert.Equal(
            expected,
            new Batching(10).IsDue(
                new() { PublishedAt = At, ReportersOfHour = 20, MinimumSubmitters = 10 },
                At.AddMinutes(1),
                changed: 20,
                deleted
            )
        );

    [Theory]
    [InlineData(0, false)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(30, false)]
    public void IsDue_TheLastHadALowerThreshold_AtOnce(int before, bool expected) =>
        Assert.Equal(
            expected,
            new Batching(10).IsDue(
                new() { PublishedAt = At, ReportersOfHour = 0, MinimumSubmitters = before },
                At.AddMinutes(1),
                changed: 0,
                deleted: 0
            )
        );
}
