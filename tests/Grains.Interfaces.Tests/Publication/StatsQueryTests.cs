using ToolTime.Calendar;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Interfaces.Tests.Publication;

public sealed class StatsQueryTests
{
    [Theory]
    [InlineData("7d", StatsWindowKind.SevenDays, null, null)]
    [InlineData("week", StatsWindowKind.Week, null, null)]
    [InlineData("4w/gemini", StatsWindowKind.FourWeeks, null, AgentClient.Gemini)]
    [InlineData("week:2026-W47", StatsWindowKind.Week, "2026-W47", null)]
    [InlineData("week:2026-W47/codex", StatsWindowKind.Week, "2026-W47", AgentClient.Codex)]
    [InlineData("4w:2026-W45", StatsWindowKind.FourWeeks, "2026-W45", null)]
    public void Parse_AQuery_RoundTrips(string text, StatsWindowKind window, string? week, AgentClient? client)
    {
        var query = StatsQuery.Parse(text);
        Assert.Equal((window, week, client), (query.Window, query.Week?.ToString(), query.Client));
        Assert.Equal((text, query), (query.ToString(), StatsQuery.Parse(query.ToString())));
        Assert.Equal(text.Split('/')[0], query.OfAllClients.ToString());
    }

    [Fact]
    public void Parse_AnyOfFourWeeks_IsTheirFirst() => Assert.Equal("4w:2026-W45", StatsQuery.Parse("4w:2026-W48").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("month")]
    [InlineData("13w")]
    [InlineData("2026-W47")]
    [InlineData("7d:2026-W47")]
    [InlineData("week:2026-W54")]
    [InlineData("week:2026-W47/vim")]
    [InlineData("Week")]
    [InlineData("week/")]
    [InlineData("week/codex,gemini")]
    public void TryParse_WhatIsNoQuery_IsRefused(string text) => Assert.False(StatsQuery.TryParse(text, null, out _));

    [Fact]
    public void OfWeek_AWeek_IsNotTheNewest() =>
        Assert.NotEqual(StatsQuery.Newest(StatsWindowKind.Week), StatsQuery.OfWeek(IsoWeek.Parse("2026-W47")));
}
