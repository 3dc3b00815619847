using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Tests.Hooks;

public sealed class UploadTimerTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Theory]
    [InlineData(-1, 0, 999, false)]
    [InlineData(0, 0, 0, true)]
    [InlineData(-1, 0, 1000, true)]
    [InlineData(-1, 1, 0, true)]
    public void IsDue_TimeLengthOrDay_DecideEachAlone(int seconds, int days, long bytes, bool isDue) =>
        Assert.Equal(isDue, UploadTimer.IsDue(UploadTimer.Line(At, Day, 1000), At.AddSeconds(seconds), Day.AddDays(days), bytes));

    [Fact]
    public void IsDue_LengthThatDoesNotMatter_WaitsForTheTimeAlone() =>
        Assert.False(UploadTimer.IsDue(UploadTimer.Line(At, Day, null), At.AddSeconds(-1), Day.AddDays(1), long.MaxValue));

    [Theory]
    [InlineData("")]
    [InlineData("soon\n")]
    [InlineData("2027-01-01T00:00:00Z 2026-11-20 many\n")]
    public void IsDue_LineOfAnotherForm_LetsTheUploadLookForItself(string line) => Assert.True(UploadTimer.IsDue(line, At, Day, 0));
}
