using System.Globalization;
using ToolTime.Calendar;

namespace ToolTime.Grains.Interfaces.Tests.Calendar;

public sealed class IsoWeekTests
{
    [Theory]
    [InlineData("2018-12-31", "2019-W01")]
    [InlineData("2021-01-03", "2020-W53")]
    [InlineData("2023-01-01", "2022-W52")]
    [InlineData("2024-12-30", "2025-W01")]
    [InlineData("2026-11-20", "2026-W47")]
    [InlineData("2026-12-31", "2026-W53")]
    [InlineData("2027-01-03", "2026-W53")]
    [InlineData("2027-01-04", "2027-W01")]
    [InlineData("0001-01-01", "0001-W01")]
    public void Of_ADayAtAYearsEnd_IsWrittenWithTheIsoYear(string day, string week) =>
        Assert.Equal(week, IsoWeek.Containing(DateOnly.Parse(day)).ToString());

    [Fact]
    public void Of_EachDayOfFiftyYears_AgreesWithTheCalendarOfThePlatform()
    {
        var different = Days.From(2000, 2050).Where(day =>
        {
            var instant = day.ToDateTime(TimeOnly.MinValue);
            return IsoWeek.Containing(day).ToString() != $"{ISOWeek.GetYear(instant):D4}-W{ISOWeek.GetWeekOfYear(instant):D2}";
        });
        Assert.Empty(different);
    }

    [Fact]
    public void Of_EachDayOfFiftyYears_HoldsTheDayAndRoundTrips()
    {
        var wrong = Days.From(2000, 2050).Where(day =>
        {
            var week = IsoWeek.Containing(day);
            return day < week.FirstDay || day > week.LastDay || IsoWeek.Parse(week.ToString()) != week;
        });
        Assert.Empty(wrong);
    }

    [Fact]
    public void Bounds_OfAWeek_AreMondaySundayAndTheNextMondaysMidnight()
    {
        var week = IsoWeek.Parse("2026-W53");
        Assert.Equal(
            (new DateOnly(2026, 12, 28), new DateOnly(2027, 1, 3), new DateTimeOffset(2027, 1, 4, 0, 0, 0, TimeSpan.Zero), "2027-W01"),
            (week.FirstDay, week.LastDay, week.EndExclusive, week.Next.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-W00")]
    [InlineData("2026-W54")]
    [InlineData("2025-W53")]
    [InlineData("2026W47")]
    [InlineData("2026-w47")]
    [InlineData("2026-W4")]
    [InlineData("2026-W047")]
    [InlineData(" 2026-W4")]
    [InlineData("2026-W+4")]
    [InlineData("0000-W01")]
    [InlineData("9999-W01")]
    [InlineData("٢٠٢٦-W47")]
    public void TryParse_WhatIsNoWeek_IsFalse(string? text) =>
        Assert.Equal((false, default(IsoWeek)), (IsoWeek.TryParse(text, null, out var week), week));

    [Fact]
    public void Parse_WhatIsNoWeek_Throws() => Assert.Throws<FormatException>(() => IsoWeek.Parse("2025-W53"));
}
