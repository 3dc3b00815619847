using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Tests.Events;

public sealed class LiveTotalsTests
{
    [Fact]
    public void Add_CallThatIsPublishedAgainWithItsDuration_CountsOnce()
    {
        var totals = new LiveTotals();
        totals.Add(Given.Call("a"));
        totals.Add(Given.Call("a", "ok"));
        totals.Add(Given.Call("a", "ok", durationMs: 7));
        totals.Add(Given.Call("b", "error"));

        Assert.Equal([("claude-code", "Bash", "ok", 1L), ("claude-code", "Bash", "error", 1)], totals.Calls());
    }
}
