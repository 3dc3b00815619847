using ToolTime.Calendar;

namespace ToolTime.Grains.Interfaces.Tests.Calendar;

public sealed class HourPrecisionTests
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
}
