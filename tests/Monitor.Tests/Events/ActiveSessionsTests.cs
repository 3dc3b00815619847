using Microsoft.Extensions.Time.Testing;
using ToolTime.Monitor.Events;
using ToolTime.Transcripts.Index;

namespace ToolTime.Monitor.Tests.Events;

public sealed class ActiveSessionsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ActiveSessions _sessions;

    public ActiveSessionsTests() => _sessions = new ActiveSessions(_time);

    [Fact]
    public void Find_SessionThatWasAtWorkBefore_IsResumed()
    {
        _sessions.Begin(known: 1);
        Assert.Equal((true, true), Find(0));
        Assert.Equal((true, false), Find(1));
        Assert.Equal((false, false), Find(1));
        End();
        Assert.Equal((true, true), Find(1));
    }

    [Fact]
    public void Find_SubagentOfASessionAtWork_IsResumedOnlyAfterItsEnd()
    {
        Find(0);
        Assert.Equal((true, false), Find(0, "agent-a.jsonl"));
        End();
        Assert.Equal((true, true), Find(0, "agent-a.jsonl"));
        Assert.Equal((true, false), Find(0, "agent-b.jsonl"));
    }

    private (bool IsNew, bool IsResumed) Find(int number, string? place = null)
    {
        var session = new IndexSession("claude-code", $"s{number}", "shop", 0);
        _sessions.Find(number, place, session, agent: null, place is not null, out var isNew, out var isResumed);
        return (isNew, isResumed);
    }

    private void End()
    {
        _time.Advance(ActiveSessions.IdleEnd);
        _sessions.EndIdle(_time.GetUtcNow());
    }
}
