using ToolTime.Recording.Usage;
using static ToolTime.Recording.Tests.Usage.Recorded;

namespace ToolTime.Recording.Tests.Usage;

public sealed class ObservedClientsTests
{
    [Fact]
    public void Covers_CallsAroundTheFirstFailure_BeginsWithItsSession()
    {
        var observed = new ObservedClients();
        var before = Call("Bash", session: "old", at: Noon.AddHours(-2));
        var first = Call("Bash", session: "new", at: Noon.AddHours(-1));
        var failed = Call("Bash", session: "new", outcome: "error");
        var later = Call("Bash", session: "later", at: Noon.AddDays(3));
        observed.Learn([before, first, failed, later]);
        Assert.Equal([false, true, true, true], new[] { before, first, failed, later }.Select(observed.Covers));
    }

    [Fact]
    public void Covers_AnotherClientsFailure_SaysNothing()
    {
        var observed = new ObservedClients();
        observed.Learn([Call("Bash", outcome: "error") with { Client = "codex" }]);
        Assert.False(observed.Covers(Call("Bash")));
    }

    [Fact]
    public void Learn_WhatIsKnown_DoesNotMove()
    {
        var observed = new ObservedClients();
        observed.Learn([Call("Bash", outcome: "error")]);
        observed.Learn([Call("Bash", outcome: "error", at: Noon.AddDays(-1))]);
        Assert.Equal(Noon, observed.Since["claude-code"]);
    }
}
