using ToolTime.Api.Operators;

namespace ToolTime.Api.Tests.Operators;

public sealed class OperatorSessionsTests
{
    private readonly HandClock _clock = new();
    private readonly OperatorSessions _sessions;

    public OperatorSessionsTests() => _sessions = new(_clock);

    [Fact]
    public void Find_ASessionThatBegan_FindsItUntilItsTimeIsOver()
    {
        var session = _sessions.Begin();
        _clock.Advance(OperatorSessions.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(session, _sessions.Find(session.Id));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_sessions.Find(session.Id));
    }

    [Fact]
    public void Find_ASessionThatEndedOrNeverWas_FindsNone()
    {
        var session = _sessions.Begin();
        _sessions.End(session);
        Assert.Null(_sessions.Find(session.Id));
        Assert.Null(_sessions.Find(""));
        Assert.Null(_sessions.Find(null));
    }

    [Fact]
    public void Begin_BeyondTheCapacity_EndsTheOldest()
    {
        var sessions = Enumerable.Range(0, OperatorSessions.Capacity + 1).Select(_ => _sessions.Begin()).ToList();
        Assert.Null(_sessions.Find(sessions[0].Id));
        Assert.All(sessions.Skip(1), session => Assert.NotNull(_sessions.Find(session.Id)));
    }
}
