using ToolTime.Transcripts.Reporting;

namespace ToolTime.Transcripts.Tests.Reporting;

public sealed class LocalZoneTests
{
    [Theory]
    [InlineData("JST-9", "2026-11-20T20:00:00Z", "2026-11-21T05:00")]
    [InlineData(":Asia/Tokyo", "2026-11-20T20:00:00Z", "2026-11-21T05:00")]
    [InlineData("/usr/share/zoneinfo/Asia/Tokyo", "2026-11-20T20:00:00Z", "2026-11-21T05:00")]
    [InlineData("<+0530>-5:30", "2026-11-20T20:00:00Z", "2026-11-21T01:30")]
    [InlineData("EST5", "2026-07-20T20:00:00Z", "2026-07-20T15:00")]
    [InlineData("EST5EDT", "2026-07-20T20:00:00Z", "2026-07-20T16:00")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-20T20:00:00Z", "2026-07-20T22:00")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2026-11-20T20:00:00Z", "2026-11-20T21:00")]
    [InlineData("UTC", "2026-11-20T20:00:00Z", "2026-11-20T20:00")]
    [InlineData("", "2026-11-20T20:00:00Z", "2026-11-20T20:00")]
    public void Find_FormsOfTz_AreTheirZone(string tz, string instant, string local) =>
        Assert.Equal(local, TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(instant), LocalZone.Find(tz)!).ToString("yyyy-MM-ddTHH:mm"));

    [Theory]
    [InlineData("nowhere")]
    [InlineData("JST-99")]
    [InlineData("CET-1CEST,J60,J300")]
    public void Find_WhatIsNoZone_IsNull(string tz) => Assert.Null(LocalZone.Find(tz));

    [Fact]
    public void Find_NoTz_IsTheMachines() => Assert.Equal(TimeZoneInfo.Local, LocalZone.Find(null));
}
