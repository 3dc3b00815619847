using ToolTime.Monitor.FileEvents;

namespace ToolTime.Monitor.Tests.FileEvents;

public sealed class ChangedPathsTests
{
    [Theory]
    [InlineData(ChangedPaths.MostPaths, ChangedPaths.MostPaths)]
    [InlineData(ChangedPaths.MostPaths + 1, null)]
    public void Take_AtAndOverTheMost_IsThePathsOrAll(int paths, int? taken)
    {
        var changed = new ChangedPaths();
        foreach (var path in Enumerable.Range(0, paths))
        {
            changed.Add($"{path}");
        }

        Assert.True(changed.Some.IsCompleted);
        Assert.Equal(taken, changed.Take()?.Count);
        Assert.False(changed.Some.IsCompleted);
        changed.Add("a");
        Assert.Equal(["a"], changed.Take());
    }

    [Fact]
    public void Take_Nothing_LeavesThoseWhoWaitTheirSignal()
    {
        var changed = new ChangedPaths();
        var some = changed.Some;

        Assert.Equal([], changed.Take());

        Assert.Same(some, changed.Some);
    }
}
