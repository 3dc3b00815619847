using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class MaturityTests
{
    private static readonly DateTimeOffset Due = new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero);

    /// <summary>Due on Thursday at 00:15, so the first report must have come before Monday 00:15; an hour may hide fifty-nine minutes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(false, "2026-11-20T10:00Z")]
    [InlineData(false, "2026-11-20T10:00Z", "2026-11-20T23:00Z")]
    [InlineData(true, "2026-11-20T10:00Z", "2026-11-21T00:00Z")]
    [InlineData(true, "2026-11-25T22:00Z", "2026-11-22T23:00Z")]
    [InlineData(false, "2026-11-25T22:00Z", "2026-11-23T00:00Z")]
    [InlineData(true, "2026-11-20T10:00Z", "2026-11-25T23:00Z")]
    [InlineData(false, "2026-11-20T10:00Z", "2026-11-26T00:00Z")]
    [InlineData(false, "2026-11-20T10:00Z", "2026-11-27T10:00Z")]
    public void IsMature_ReceivedHours_AreOnTwoDaysTheFirstThreeDaysBefore(bool isMature, params string[] hours) =>
        Assert.Equal(isMature, Maturity.IsMature([.. hours.Select(hour => DateTimeOffset.Parse(hour))], Due, new()));

    [Fact]
    public void IsMature_SwitchedOff_IsEverybody() => Assert.True(Maturity.IsMature([], Due, new() { MatureDays = 1, MatureAge = TimeSpan.Zero }));
}
