using ToolTime.Calendar;

namespace ToolTime.Grains.Interfaces.Tests.Calendar;

public sealed class EpochTests
{
    [Theory]
    [InlineData("2024-01-01", 0)]
    [InlineData("2024-01-28", 0)]
    [InlineData("2024-01-29", 1)]
    [InlineData("2026-11-20", 37)]
    [InlineData("2023-12-31", -1)]
    [InlineData("2023-12-04", -1)]
    [InlineData("2023-12-03", -2)]
    public void Of_ADay_IsItsNumberOfWholeFourWeeksSinceTheOrigin(string day, int number) =>
        Assert.Equal(number, Epoch.Containing(DateOnly.Parse(day)).Number);

    [Theory]
    [InlineData("2023-12-31", "2023-12-04")]
    [InlineData("2024-01-28", "2024-01-01")]
    [InlineData("2026-11-20", "2026-11-02")]
    public void FirstDay_OfADaysEpoch_IsTheMondayThatBeginsIt(string day, string firstDay)
    {
        var first = Epoch.Containing(DateOnly.Parse(day)).FirstDay;
        Assert.Equal((DateOnly.Parse(firstDay), DayOfWeek.Monday), (first, first.DayOfWeek));
    }

    [Fact]
    public void Of_EachDayOfFiftyYears_IsTheEpochOfItsWholeWeek()
    {
        var straddling = Days.From(2000, 2050)
            .Where(day =>
                Epoch.Containing(IsoWeek.Containing(day).FirstDay) != Epoch.Containing(day)
                || Epoch.Containing(IsoWeek.Containing(day).LastDay) != Epoch.Containing(day)
            );
        Assert.Empty(straddling);
    }

    [Fact]
    public void Of_EachDayOfFiftyYears_LastsTwentyEightDaysWithoutAGap()
    {
        var lengths = Days.From(2000, 2050)
            .GroupBy(Epoch.Containing)
            .Skip(1)
            .SkipLast(1)
            .Select(epoch => (epoch.Key.FirstDay, epoch.First(), epoch.Count()));
        Assert.All(lengths, epoch => Assert.Equal((epoch.FirstDay, Epoch.Days), (epoch.Item2, epoch.Item3)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("37")]
    [InlineData("-12")]
    public void Parse_WhatToStringGave_IsTheSameEpoch(string text) => Assert.Equal(text, Epoch.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    [InlineData("epoch")]
    public void TryParse_WhatIsNoNumber_IsFalse(string? text) =>
        Assert.Equal((false, default(Epoch)), (Epoch.TryParse(text, null, out var epoch), epoch));

    [Fact]
    public void Parse_WhatIsNoNumber_Throws() => Assert.Throws<FormatException>(() => Epoch.Parse("x"));
}
