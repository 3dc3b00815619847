using ToolTime.Calendar;

namespace ToolTime.Grains.Interfaces.Tests.Calendar;

public sealed class UtcInstantsTests
{
    [Theory]
    [InlineData("2026-11-20T18:00:00Z", "2026-11-20T18:00:00Z")]
    [InlineData("2026-11-20T18:59:59.9999999Z", "2026-11-20T18:00:00Z")]
    [InlineData("2026-11-20T18:10:00+05:30", "2026-11-20T12:00:00Z")]
    public void CutToHour_AnInstant_IsTheBeginningOfItsUtcHour(string instant, string hour)
    {
        var cut = DateTimeOffset.Parse(instant).CutToHour();
        Assert.Equal((DateTimeOffset.Parse(hour), TimeSpan.Zero), (cut, cut.Offset));
    }

    [Theory]
    [InlineData("2026-11-20T00:00:00Z", "1.00:00:00")]
    [InlineData("2026-11-20T23:59:59Z", "00:00:01")]
    [InlineData("2026-11-21T00:30:00+01:00", "00:30:00")]
    public void TimeLeftOfDay_AnInstant_IsUntilTheNextUtcDay(string instant, string left) =>
        Assert.Equal(TimeSpan.Parse(left), DateTimeOffset.Parse(instant).TimeLeftOfDay());
}
