using ToolTime.Telemetry;

namespace ToolTime.Grains.Interfaces.Tests.Telemetry;

public sealed class TelemetryPeriodTests
{
    [Theory]
    [InlineData("day:2026-11-29", "2026-11-29", "2026-11-29", "2026-11-29")]
    [InlineData("week:2026-W48", "2026-W48", "2026-11-23", "2026-11-29")]
    [InlineData("4w:2026-W45", "2026-W45", "2026-11-02", "2026-11-29")]
    public void Parse_APeriod_RoundTrips(string text, string label, string first, string last)
    {
        var period = TelemetryPeriod.Parse(text);
        Assert.Equal((text, label), (period.ToString(), period.Label));
        Assert.Equal((DateOnly.Parse(first), DateOnly.Parse(last)), (period.FirstDay, period.LastDay));
        Assert.Equal(period, TelemetryPeriod.Containing(period.Window, period.LastDay));
        Assert.Equal(period.FirstDay, TelemetryPeriod.Containing(period.Window, period.FirstDay.AddDays(-1)).LastDay.AddDays(1));
        Assert.Equal(period.Before(1), TelemetryPeriod.Containing(period.Window, period.FirstDay.AddDays(-1)));
        Assert.Equal(period.LastDay.AddDays(1), DateOnly.FromDateTime(period.EndExclusive.UtcDateTime));
    }

    [Fact]
    public void Parse_AnyWeekOfFour_IsTheFour() => Assert.Equal("4w:2026-W45", TelemetryPeriod.Parse("4w:2026-W47").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("day")]
    [InlineData("day:")]
    [InlineData("day:2026-W48")]
    [InlineData("week:2026-11-29")]
    [InlineData("7d:2026-11-29")]
    [InlineData("week:2026-W54")]
    public void TryParse_AnythingElse_IsNone(string text) => Assert.False(TelemetryPeriod.TryParse(text, null, out _));

    [Theory]
    [InlineData("cli", true)]
    [InlineData("my-tool-2", true)]
    [InlineData("", false)]
    [InlineData("My-Tool", false)]
    [InlineData("my_tool", false)]
    [InlineData("../x", false)]
    [InlineData("a/b", false)]
    [InlineData("abcdefghijklmnopqrstuvwxyz1234567", false)]
    public void TryParse_AnApp_HasFewLettersOnly(string text, bool isOne) => Assert.Equal(isOne, AppName.TryParse(text, null, out _));
}
