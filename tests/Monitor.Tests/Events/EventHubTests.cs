using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Tests.Events;

public sealed class EventHubTests
{
    private readonly EventHub _hub = new();

    [Fact]
    public void Publish_Several_GetNumbersInOrder()
    {
        _hub.Publish(Given.Message("a", 1), Given.Message("b", 2));
        _hub.Publish(Given.Message("c", 3));

        Assert.Equal([1, 2, 3], Taken(EventFilter.All, 0).Select(frame => frame.Seq));
        Assert.Equal(3, _hub.LastSeq);
    }

    [Theory]
    [InlineData(null, 3, false)]
    [InlineData(0L, 0, false)]
    [InlineData(2L, 2, false)]
    [InlineData(3L, 3, false)]
    [InlineData(4L, 3, true)]
    public void Resume_WithinWhatIsRemembered_GoesOnBehindIt(long? since, long after, bool isGap)
    {
        _hub.Publish(Given.Message("a", 1), Given.Message("b", 2), Given.Message("c", 3));

        Assert.Equal((after, isGap), _hub.Resume(since));
    }

    [Fact]
    public void Resume_BeforeWhatIsRemembered_IsAGapUpToTheFirst()
    {
        for (var i = 0; i < EventHub.Remembered + 5; i++)
        {
            _hub.Publish(Given.Message("a", 1));
        }

        Assert.Equal((5, true), _hub.Resume(4));
        Assert.Equal((5, false), _hub.Resume(5));
        Assert.Equal(EventHub.Remembered, Taken(EventFilter.All, 5).Count);
    }

    [Fact]
    public void Take_BehindWhatIsRemembered_SaysSoAndMovesOn()
    {
        for (var i = 0; i < EventHub.Remembered + 5; i++)
        {
            _hub.Publish(Given.Message("a", 1));
        }

        long after = 2;

        Assert.False(_hub.Take(EventFilter.All, ref after, [], 10));
        Assert.Equal(5, after);
    }

    [Fact]
    public void Take_WithAFilter_CopiesWhatPasses()
    {
        _hub.Publish(
            Given.Message("a", 1) with { Project = "shop" },
            Given.Message("b", 500) with { Project = "other", Client = "codex" },
            Given.Call("c")
        );

        Assert.Equal([1, 3], Taken(new EventFilter { Project = "SHOP" }, 0).Select(frame => frame.Seq));
        Assert.Equal([2], Taken(new EventFilter { Client = "codex" }, 0).Select(frame => frame.Seq));
        Assert.Equal([3], Taken(new EventFilter { Types = ["ToolCall"] }, 0).Select(frame => frame.Seq));
        Assert.Equal([2, 3], Taken(new EventFilter { MinTokens = 100 }, 0).Select(frame => frame.Seq));
    }

    [Fact]
    public void More_BeforeAPublish_EndsWithIt()
    {
        var more = _hub.More;
        Assert.False(more.IsCompleted);

        _hub.Publish(Given.Message("a", 1));

        Assert.True(more.IsCompleted);
        Assert.False(_hub.More.IsCompleted);
    }

    private List<Frame> Taken(EventFilter filter, long after)
    {
        var taken = new List<Frame>();
        Assert.True(_hub.Take(filter, ref after, taken, int.MaxValue));
        return taken;
    }
}
