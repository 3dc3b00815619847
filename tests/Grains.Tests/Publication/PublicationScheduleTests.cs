using System.Globalization;
using ToolTime.Grains.Publication;
using ToolTime.Publication;

namespace ToolTime.Grains.Tests.Publication;

public sealed class PublicationScheduleTests
{
    private static readonly TimeSpan FinalAfter = TimeSpan.FromDays(8);

    [Theory]
    [InlineData("2026-11-22T23:59:59Z", null)]
    [InlineData("2026-11-23T00:00:00Z", "2026-W47")]
    public void ListDue_AFirstReport_IsItsWeekOnceItIsOver(string now, string? due) =>
        AssertDue(due, new(Day("2026-11-18"), null, null, []), now);

    [Theory]
    [InlineData("2026-11-29T23:59:59Z", null)]
    [InlineData("2026-11-30T00:00:00Z", "2026-W48")]
    [InlineData("2026-11-30T23:59:59Z", "2026-W48")]
    [InlineData("2026-12-01T00:00:00Z", "2026-W47 2026-W48")]
    public void ListDue_AWeekIsPublished_IsTheNextOneOrItsLastTime(string now, string? due) =>
        AssertDue(due, new(Day("2026-11-18"), null, Day("2026-11-16"), [Day("2026-11-16")]), now);

    [Theory]
    [InlineData("2026-11-29T23:59:59Z", null)]
    [InlineData("2026-11-30T00:00:00Z", "4w:2026-W45")]
    public void ListDue_FourWeeks_AreThoseOfTheEpoch(string now, string? due) =>
        AssertDue(due, new(Day("2026-11-18"), null, null, []), now, StatsWindowKind.FourWeeks);

    /// <summary>Its first days are purged, so it cannot be computed correctly.</summary>
    [Fact]
    public void ListDue_AnEpochWithPurgedDays_IsSkipped() =>
        AssertDue("4w:2026-W49", new(Day("2026-11-18"), Day("2026-11-17"), null, []), "2027-01-01T00:00:00Z", StatsWindowKind.FourWeeks);

    [Fact]
    public void ListDue_NoReports_IsNothing() => AssertDue(null, new(null, null, null, []), "2026-12-01T00:00:00Z");

    private static void AssertDue(string? due, PublicationSchedule schedule, string now, StatsWindowKind window = StatsWindowKind.Week) =>
        Assert.Equal(
            due is null ? [] : due.Split(' '),
            schedule
                .ListDue(window, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), FinalAfter)
                .Select(period => period.ToString())
        );

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
