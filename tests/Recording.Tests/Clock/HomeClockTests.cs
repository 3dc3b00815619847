using ToolTime.Recording.Clock;

namespace ToolTime.Recording.Tests.Clock;

public sealed class HomeClockTests
{
    [Theory]
    [InlineData("2026-11-20T10:00:00Z", "2026-11-20T10:00:00.0000000+00:00")]
    [InlineData(" 2026-11-20T10:00:00.125Z\n", "2026-11-20T10:00:00.1250000+00:00")]
    [InlineData("2026-11-20T10:00Z", "2026-11-20T10:00:00.0000000+00:00")]
    [InlineData("2026-11-20T10:00:00", "2026-11-20T10:00:00.0000000+00:00")]
    [InlineData("2026-11-20T10:00:00+02:00", "2026-11-20T08:00:00.0000000+00:00")]
    [InlineData("11/20/2026", null)]
    [InlineData("tomorrow", null)]
    [InlineData("", null)]
    public void Parse_Text_TakesAnIso8601Instant(string text, string? instant) =>
        Assert.Equal(instant, HomeClock.Parse(text)?.ToString("O"));
}
