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
        Assert.Equal(Arrival.Resumed, Touch(0));
        Assert.Equal(Arrival.New, Touch(1));
        Assert.Equal(Arrival.Known, Touch(1));
        End();
        Assert.Equal(Arrival.Resumed, Touch(1));
    }

    [Fact]
    public void Find_SubagentOfASessionAtWork_IsResumedOnlyAfterItsEnd()
    {
        Touch(0);
        Assert.Equal(Arrival.New, Touch(0, "agent-a.jsonl"));
        End();
        Assert.Equal(Arrival.Resumed, Touch(0, "agent-a.jsonl"));
        Assert.Equal(Arrival.New, Touch(0, "agent-b.jsonl"));
    }

    [Fact]
    public void Resume_SessionThatWasActive_HasAnEndOnlyIfItHadAStart()
    {
        _sessions.Begin(known: 2);
        Assert.NotNull(_sessions.Resume(0, Session(0), TimeSpan.FromMinutes(10)));
        Assert.NotNull(_sessions.Resume(1, Session(1), TimeSpan.Zero));
        Assert.Null(_sessions.Resume(1, Session(1), TimeSpan.Zero));
        Assert.Equal(Arrival.Resumed, Touch(1));

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(_sessions.EndIdle(_time.GetUtcNow()));
        Assert.Equal(["s1"], _sessions.All.Select(session => session.Id));
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("s1", Assert.Single(_sessions.EndIdle(_time.GetUtcNow())).SessionId);
    }

    private static IndexSession Session(int number) => new("claude-code", $"s{number}", "shop", 0);

    private Arrival Touch(int number, string? place = null) =>
        _sessions.Touch(number, place, Session(number), agent: null, place is not null).Arrival;

    private void End()
    {
        _time.Advance(ActiveSessions.IdleEnd);
        _sessions.EndIdle(_time.GetUtcNow());
    }
}
