using ToolTime.Calendar;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Interfaces.Tests.Publication;

public sealed class StatsQueryTests
{
    [Theory]
    [InlineData("week", 1, false)]
    [InlineData("7d", 0, false)]
    [InlineData("4w", 4, true)]
    [InlineData("13w", 13, true)]
    [InlineData("week/codex", 1, false)]
    [InlineData("2026-W47", 1, false)]
    [InlineData("2026-W47/codex,gemini", 1, true)]
    [InlineData("week/claude-code,codex", 1, true)]
    public void Parse_AQuery_RoundTrips(string text, int weeks, bool addsUp)
    {
        var query = StatsQuery.Parse(text);
        Assert.Equal((text, weeks, addsUp), (query.ToString(), query.Window.Weeks(), query.AddsUp));
        Assert.Equal(query, StatsQuery.Parse(query.ToString()));
    }

    [Fact]
    public void Of_ClientsInAnyOrderAndTwice_IsOneQuery()
    {
        var query = StatsQuery.Of(StatsWindowKind.FourWeeks, AgentClient.Codex, AgentClient.ClaudeCode, AgentClient.Codex);
        Assert.Equal(StatsQuery.Parse("4w/claude-code,codex"), query);
        Assert.Equal([AgentClient.ClaudeCode, AgentClient.Codex], query.Clients);
    }

    [Theory]
    [InlineData("")]
    [InlineData("month")]
    [InlineData("2026-W54")]
    [InlineData("2026-W47/vim")]
    [InlineData("Week")]
    [InlineData("week/")]
    [InlineData("week/emacs")]
    [InlineData("week/codex,")]
    public void TryParse_WhatIsNoQuery_IsRefused(string text) => Assert.False(StatsQuery.TryParse(text, null, out _));

    [Fact]
    public void Of_AWeek_IsNotTheNewest()
    {
        var week = IsoWeek.Parse("2026-W47");
        Assert.Equal((StatsWindowKind.Week, week), (StatsQuery.Of(week).Window, StatsQuery.Of(week).Week));
        Assert.NotEqual(StatsQuery.NewestWeek, StatsQuery.Of(week));
    }
}
