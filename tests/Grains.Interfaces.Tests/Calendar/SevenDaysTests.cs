using ToolTime.Calendar;

namespace ToolTime.Grains.Interfaces.Tests.Calendar;

public sealed class SevenDaysTests
{
    /// <summary>The epoch of these days begins on Monday 2026-11-02.</summary>
    [Theory]
    [InlineData("2026-11-21", "2026-11-21")]
    [InlineData("2026-11-22", "2026-11-21")]
    [InlineData("2026-11-23", "2026-11-23")]
    [InlineData("2026-11-01", "2026-10-31")]
    [InlineData("2026-11-02", "2026-10-31")]
    [InlineData("2026-11-07", "2026-10-31")]
    [InlineData("2026-11-08", "2026-10-31")]
    [InlineData("2026-11-09", "2026-11-09")]
    public void EndingBy_ADay_AreTheNewestOfOneEpochThatAreNoWeek(string day, string last) =>
        Assert.Equal(last, SevenDays.EndingBy(DateOnly.ParseExact(day, "yyyy-MM-dd")).ToString());

    [Fact]
    public void EndingBy_EveryDayOfAYear_LiesInOneEpochAndIsNoIsoWeek() => Assert.All(
        Enumerable.Range(0, 366).Select(day => SevenDays.EndingBy(new DateOnly(2026, 1, 1).AddDays(day))),
        days =>
        {
            Assert.Equal((Epoch.Of(days.FirstDay), 6, days), (days.Epoch, days.LastDay.DayNumber - days.FirstDay.DayNumber, SevenDays.Parse(days.ToString())));
            Assert.NotEqual(IsoWeek.Of(days.FirstDay), IsoWeek.Of(days.LastDay));
        });

    [Theory]
    [InlineData("2026-11-14", false)]
    [InlineData("2026-11-15", true)]
    [InlineData("2026-11-21", true)]
    [InlineData("2026-11-22", false)]
    public void Contains_ADay_IsFromTheFirstToTheLast(string day, bool contains) =>
        Assert.Equal(contains, SevenDays.Parse("2026-11-21").Contains(DateOnly.ParseExact(day, "yyyy-MM-dd")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-04")]
    [InlineData("2026-11-21 ")]
    [InlineData("2026-W47")]
    [InlineData("0001-01-03")]
    public void TryParse_WhatAreNone_IsFalse(string? text) => Assert.False(SevenDays.TryParse(text, null, out _));
}
