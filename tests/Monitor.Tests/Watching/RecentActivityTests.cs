using ToolTime.Monitor.Events;
using ToolTime.Monitor.Overview;

namespace ToolTime.Monitor.Tests.Watching;

/// <summary>What a view shows that begins while agents work.</summary>
public sealed class RecentActivityTests : IDisposable
{
    private readonly Folders _folders = new() { Now = new DateTimeOffset(2026, 11, 20, 11, 14, 0, TimeSpan.Zero) };

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task Run_SessionThatIsGoingOn_IsShownAndBeginsWithItsNextLine()
    {
        Lines.Append(
            _folders.Transcript("s"),
            Lines.Response("old", 50).Replace("T11:00:00", "T10:30:00", StringComparison.Ordinal),
            Lines.Response("a", 5, call: "t1"));
        await using var following = await Following.BeginAsync(_folders);

        var view = View(following);
        var session = Assert.Single(view.Sessions);
        Assert.Equal(("s", "shop", new EventTokens(10, 5, 0, 0), 1), (session.SessionId, session.Project, session.Tokens, session.Calls));
        Assert.Equal(("Bash", "running"), (Assert.Single(view.Calls).Tool, view.Calls[0].Outcome));

        Lines.Append(_folders.Transcript("s"), Lines.Response("b", 7));
        await following.ResponsesAsync(1);
        Assert.Contains("\"is_resumed\":true", Assert.Single(following.Frames(), frame => frame.Contains("SessionStart")));
        Assert.Equal(new EventTokens(20, 12, 0, 0), Assert.Single(View(following).Sessions).Tokens);
    }

    [Fact]
    public async Task Run_SessionThatWasIdleTooLong_IsNotShown()
    {
        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 5, call: "t1"));
        _folders.Now = _folders.Now.AddMinutes(1);
        await using var following = await Following.BeginAsync(_folders);

        Assert.Empty(View(following).Sessions);
        Assert.Empty(View(following).Calls);
    }

    [Fact]
    public async Task Run_BegunAgainAmidASession_ShowsItsCallsAndAlertsAndStartsItOnce()
    {
        using (var journal = EventJournal.Open(_folders.Home))
        {
            await using var before = await Following.BeginAsync(_folders, journal: journal);
            Lines.Append(
                _folders.Transcript("s"),
                Lines.Response("a", 5, call: "t1").Replace("\"ls\"", "\"rm -rf ~/x\"", StringComparison.Ordinal));
            await before.FramesAsync(nameof(SecurityAlert), 1);
        }

        using var again = EventJournal.Open(_folders.Home);
        await using var following = await Following.BeginAsync(_folders, journal: again);
        var view = View(following);
        Assert.Equal((1, 1), (view.SessionCount, view.Calls.Count));
        Assert.Equal("files.delete-outside", Assert.IsType<SecurityAlert>(Assert.Single(view.Alerts)).Rule);

        Lines.Append(_folders.Transcript("s"), Lines.Response("b", 7));
        await following.ResponsesAsync(1);
        Assert.Single(following.Frames(), frame => frame.Contains("SessionStart"));
    }

    private static LiveSnapshot View(Following following) =>
        following.Collector.Query((_, sessions) => following.Collector.Overview.Snapshot(sessions.All));
}
