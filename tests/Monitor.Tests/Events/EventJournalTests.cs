using ToolTime.Monitor.Events;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Tests.Events;

/// <summary>A journal that is reopened, as after a kill at any instant.</summary>
public sealed class EventJournalTests : IDisposable
{
    private readonly ToolTimeHome _home = new(Path.Combine(Directory.CreateTempSubdirectory("tooltime-journal-").FullName, "home"));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_home.Path)!, recursive: true);

    [Fact]
    public void Open_AfterAKill_GoesOnWithTheNumbers()
    {
        Publish("m1", Given.Message("a", 1), Given.Message("b", 2));
        using var journal = EventJournal.Open(_home);
        var hub = new EventHub(journal);

        hub.Restore(journal.IsOf("m1"));
        hub.Publish(Given.Message("c", 3));

        Assert.Equal(3, hub.LastSeq);
        Assert.Equal((1, false), hub.Resume(1));
    }

    [Fact]
    public void Open_OfAnIndexThatAnotherWrote_LetsNobodyResumeBefore()
    {
        Publish("m1", Given.Message("a", 1), Given.Message("b", 2));
        using var journal = EventJournal.Open(_home);
        var hub = new EventHub(journal);

        hub.Restore(journal.IsOf("other"));

        Assert.Equal((2, true), hub.Resume(1));
        Assert.Equal((2, false), hub.Resume(2));
        Assert.NotNull(journal.Unsaved.Subtract(Given.Message("a", 1)));
    }

    [Fact]
    public void Open_WithATornLastLine_LeavesItOut()
    {
        Publish("m1", Given.Message("a", 1));
        File.AppendAllText(_home.LiveEvents, "{\"type\":\"NewMes");

        using (var journal = EventJournal.Open(_home))
        {
            Publish(journal, Given.Message("b", 2));
        }

        using var again = EventJournal.Open(_home);
        Assert.Equal([1, 2], again.Frames.Select(frame => frame.Seq));
    }

    [Fact]
    public void IsOf_KilledBetweenIndexAndNote_KnowsWhatTheIndexHolds()
    {
        using (var journal = EventJournal.Open(_home))
        {
            var hub = new EventHub(journal);
            hub.NoteSaved("m1");
            hub.Publish(Given.Message("a", 1));
            hub.NoteSaving();
            hub.Publish(Given.Message("b", 2));
        }

        using var written = EventJournal.Open(_home);
        Assert.True(written.IsOf("m2"));
        Assert.NotNull(written.Unsaved.Subtract(Given.Message("a", 1)));
        Assert.Null(written.Unsaved.Subtract(Given.Message("b", 2)));

        using var unwritten = EventJournal.Open(_home);
        Assert.True(unwritten.IsOf("m1"));
        Assert.Null(unwritten.Unsaved.Subtract(Given.Message("a", 1)));
    }

    [Fact]
    public void NoteSaved_AfterMany_DropsThoseThatAreNotRemembered()
    {
        using (var journal = EventJournal.Open(_home))
        {
            var hub = new EventHub(journal);
            for (var i = 0; i < (2 * EventHub.Remembered) + 10; i++)
            {
                hub.Publish(Given.Call($"c{i}"));
            }

            hub.NoteSaved("m1");
        }

        Assert.Equal(EventHub.Remembered + 1, Lines());
        using var again = EventJournal.Open(_home);
        Assert.Equal((2 * EventHub.Remembered) + 10, again.Frames[^1].Seq);
        Assert.True(again.IsOf("m1"));
    }

    [Fact]
    public void NoteSaved_CannotReplaceTheFile_KeepsItAndDropsThemNextTime()
    {
        using (var journal = EventJournal.Open(_home))
        {
            var hub = new EventHub(journal);
            for (var i = 0; i < 2 * EventHub.Remembered; i++)
            {
                hub.Publish(Given.Call($"c{i}"));
            }

            journal.NoteSaved("m1", () => throw new IOException("The disk is full."));
            Assert.Equal((2 * EventHub.Remembered) + 1, Lines());
            hub.NoteSaved("m2");
        }

        Assert.Equal(EventHub.Remembered + 1, Lines());
        using var again = EventJournal.Open(_home);
        Assert.True(again.IsOf("m2"));
    }

    [Fact]
    public void Subtract_WhatWasPublishedInPart_LeavesTheRest()
    {
        var published = new PublishedUsage();
        published.Add(Given.Message("a", 40, 0.4m));

        var rest = published.Subtract(Given.Message("a", 100, 1.0m));

        Assert.Equal(new EventTokens(0, 60, 0, 0), rest!.Entry.Tokens);
        Assert.Equal(0.6m, rest.Entry.CostUsd);
        Assert.True(rest.Entry.IsUpdate);
    }

    [Fact]
    public void Covers_AnOutcomeThatWasPublished_IsTrueAndMoreIsNot()
    {
        var published = new PublishedUsage();
        published.Add(Given.Call("c", "running"));
        published.Add(Given.Call("c", "ok"));

        Assert.True(published.Covers(Given.Call("c", "running")));
        Assert.True(published.Covers(Given.Call("c", "ok")));
        Assert.False(published.Covers(Given.Call("c", "ok", 12)));
        Assert.False(published.Covers(Given.Call("d", "running")));
    }

    // The journal has the file open for writing.
    private int Lines()
    {
        using var reader = new StreamReader(new FileStream(_home.LiveEvents, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Count(character => character == '\n');
    }

    private void Publish(string mark, params LiveEvent[] events)
    {
        using var journal = EventJournal.Open(_home);
        journal.NoteSaved(mark, () => []);
        Publish(journal, events);
    }

    private static void Publish(EventJournal journal, params LiveEvent[] events)
    {
        var hub = new EventHub(journal);
        hub.Restore(isWhole: true);
        hub.Publish(events);
    }
}
