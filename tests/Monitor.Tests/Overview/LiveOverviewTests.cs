using ToolTime.Monitor.Budgets;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Overview;
using ToolTime.Monitor.Tests.Events;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Monitor.Watching;

namespace ToolTime.Monitor.Tests.Overview;

/// <summary>What is shown and said although agents write nothing.</summary>
public sealed class LiveOverviewTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly Folders _folders = new();
    private readonly HeldIndex _held;
    private readonly EventHub _hub = new();
    private readonly List<LiveEvent> _published = [];
    private readonly LiveOverview _overview;
    private DateTimeOffset _now = Noon;

    public LiveOverviewTests()
    {
        _held = HeldIndex.Open(_folders.Home);
        _hub.Published += _published.Add;
        _overview = new LiveOverview(_folders.Options() with { Now = () => _now }, _hub);
        _overview.Refresh(_held.Index);
    }

    public void Dispose()
    {
        _held.Dispose();
        _folders.Dispose();
    }

    [Fact]
    public void NoteTime_NothingHappened_IsNotDue()
    {
        _overview.NoteTime();
        Assert.Null(_overview.Due);
    }

    [Fact]
    public void NoteTime_LimitThatWasReported_IsAlertedOnce()
    {
        var limits = new OfficialLimits
        {
            At = Noon.ToUnixTimeSeconds(),
            FiveHour = new LimitUse(85, Noon.AddHours(1).ToUnixTimeSeconds()),
        };
        limits.Write(_folders.Home, configFolder: null);

        _overview.NoteTime();
        Assert.NotNull(_overview.Due);
        _overview.Refresh(_held.Index);

        Assert.Equal(80, Assert.IsType<TokenThreshold>(Assert.Single(_published)).Threshold);
        Assert.Equal(85, _overview.Snapshot([]).OfficialLimits?.FiveHour?.UsedPercentage);
        // The same, reported again.
        (limits with { At = limits.At + 60 }).Write(_folders.Home, configFolder: null);
        _overview.NoteTime();
        Assert.Null(_overview.Due);
        _now = Noon.AddHours(1);
        Assert.Null(_overview.Snapshot([]).OfficialLimits?.FiveHour);
    }

    [Fact]
    public void NoteTime_BudgetThatWasSet_IsShown()
    {
        BudgetFile.Set(_folders.Home, Budget.Day, project: null, 5);

        _overview.NoteTime();
        Assert.NotNull(_overview.Due);
        _overview.Refresh(_held.Index);

        Assert.Equal(5, Assert.Single(_overview.Snapshot([]).Budgets).BudgetUsd);
    }

    [Fact]
    public void Snapshot_AfterWorkHasStopped_PredictsNothing()
    {
        BudgetFile.Set(_folders.Home, Budget.Day, project: null, 5);
        _overview.Refresh(_held.Index);
        _hub.Publish(Given.Message("a", 1, costUsd: 0.25m) with { At = "2026-11-20T12:00:00Z" });

        Assert.Equal("2026-11-20T17:00:00Z", Assert.Single(_overview.Snapshot([]).Depletions)?.At);
        _now = Noon.AddMinutes(15);
        Assert.Null(Assert.Single(_overview.Snapshot([]).Depletions));
    }

    [Fact]
    public void Snapshot_OfAProject_HasItsCallsBesideABusyOne()
    {
        _hub.Publish(Given.Call("quiet") with { Project = "quiet" });
        _hub.Publish([.. Enumerable.Range(0, 100).Select(i => Given.Call($"{i}"))]);

        Assert.Equal("quiet", Assert.Single(_overview.Snapshot([], "QUIET").Calls).Call);
        Assert.Equal(50, _overview.Snapshot([]).Calls.Count);
    }
}
