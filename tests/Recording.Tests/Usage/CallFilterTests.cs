using ToolTime.Recording.Usage;
using static ToolTime.Recording.Tests.Usage.Recorded;

namespace ToolTime.Recording.Tests.Usage;

public sealed class CallFilterTests
{
    [Theory]
    [InlineData("ok", true)]
    [InlineData("error", true)]
    [InlineData("denied", true)]
    public void IsNewCall_EndOfACall_CountsOnce(string outcome, bool isCall)
    {
        var filter = new CallFilter();
        Assert.Equal((isCall, false), (filter.IsNewCall(Call("Bash", "t1", outcome: outcome)), filter.IsNewCall(Call("Bash", "t1"))));
    }

    [Theory]
    [InlineData("PreToolUse")]
    [InlineData("SessionStart")]
    [InlineData("SomethingNew")]
    public void IsNewCall_OtherEvent_IsNone(string name) =>
        Assert.False(new CallFilter().IsNewCall(Call("Bash", "t1") with { Event = name }));

    [Fact]
    public void IsNewCall_CallsWithoutId_EachCount()
    {
        var filter = new CallFilter();
        Assert.Equal((true, true), (filter.IsNewCall(Call("Bash")), filter.IsNewCall(Call("Bash"))));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void IsNewCall_SameIdOnALaterDay_IsKnownForOneDay(int days, bool isNew)
    {
        var filter = new CallFilter();
        filter.IsNewCall(Call("Bash", "t1"));
        Assert.Equal(isNew, filter.IsNewCall(Call("Bash", "t1", at: Noon.AddDays(days))));
    }
}
