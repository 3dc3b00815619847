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
