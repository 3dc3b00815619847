using ToolTime.Recording.Hooks;
using ToolTime.Recording.Usage;

namespace ToolTime.Recording.Tests.Usage;

public sealed class SkillFilterTests
{
    [Fact]
    public void IsNewUse_CallAfterItsUserTypedIt_IsTheSameUse()
    {
        var filter = new SkillFilter();
        Assert.True(filter.IsNewUse(Typed("s", "pdf"), isCall: false));
        Assert.True(filter.IsNewUse(Called("t", "pdf"), isCall: true));
        Assert.True(filter.IsNewUse(Called("s", "docx"), isCall: true));
        Assert.False(filter.IsNewUse(Called("s", "pdf"), isCall: true));
        Assert.True(filter.IsNewUse(Called("s", "pdf"), isCall: true));
    }

    [Fact]
    public void IsNewUse_SlashCommandOfTwoHooks_IsOneUse()
    {
        var filter = new SkillFilter();
        Assert.Equal([true, false, true, true], ((string[])["p1", "p1", "p2", "p3"]).Select(Reported));
        Assert.True(filter.IsNewUse(Typed("s", "pdf"), isCall: false));
        Assert.True(filter.IsNewUse(Typed("t", "pdf"), isCall: false));
        Assert.False(filter.IsNewUse(Called("s", "pdf"), isCall: true));
        Assert.False(filter.IsNewUse(Typed("s", "pdf") with { At = DateTimeOffset.MinValue.AddSeconds(1.9) }, isCall: false));
        Assert.True(filter.IsNewUse(Typed("s", "pdf") with { At = DateTimeOffset.MinValue.AddSeconds(2) }, isCall: false));

        bool Reported(string prompt) => filter.IsNewUse(Typed("u", "pdf") with { Call = prompt }, isCall: false);
    }

    [Fact]
    public void IsNewUse_WhatIsNoCallOrNoSkill_IsNone()
    {
        var filter = new SkillFilter();
        Assert.False(filter.IsNewUse(Called("s", "pdf"), isCall: false));
        Assert.False(filter.IsNewUse(Typed("s", null), isCall: false));
    }

    private static RecordedEvent Typed(string session, string? skill) => Event(EventName.UserPromptExpansion, session, skill);

    private static RecordedEvent Called(string session, string skill) => Event(EventName.PostToolUse, session, skill);

    private static RecordedEvent Event(string name, string session, string? skill) => new()
    {
        At = default,
        Event = name,
        Client = "claude-code",
        Session = session,
        Skill = skill,
    };
}
