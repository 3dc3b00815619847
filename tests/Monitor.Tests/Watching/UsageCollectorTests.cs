using System.Text;
using Microsoft.Extensions.Time.Testing;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.FileEvents;
using ToolTime.Transcripts.Index;

namespace ToolTime.Monitor.Tests.Watching;

/// <summary>Real files that are written, truncated, renamed and removed while they are followed.</summary>
public sealed class UsageCollectorTests : IDisposable
{
    private readonly Folders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task Run_WhatWasThereBefore_IsReadAndNotPublished()
    {
        Lines.Append(_folders.Transcript("s"), Lines.Response("old", 5));
        await using var following = await Following.BeginAsync(_folders);

        Lines.Append(_folders.Transcript("s"), Lines.Response("new", 7));

        Assert.Equal([7], (await following.ResponsesAsync(1)).Values);
        Assert.Equal(
            2,
            following.Collector.Query((index, _) => index.Cells(0, uint.MaxValue).Sum(month => month.Usage.Sum(cell => cell.Responses)))
        );
    }

    [Fact]
    public async Task Run_FolderThatComesLater_IsFollowed()
    {
        Assert.False(Directory.Exists(Path.GetDirectoryName(_folders.Projects)));
        await using var following = await Following.BeginAsync(_folders);

        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 1));
        await following.ResponsesAsync(1);
        Lines.Append(_folders.Transcript("t", "-home-anna-other"), Lines.Response("b", 2, "t"));
        Lines.Append(Path.Combine(_folders.Projects, "-home-anna-shop", "s", "subagents", "agent-x.jsonl"), Lines.Response("c", 3));

        Assert.Equal([1, 2, 3], (await following.ResponsesAsync(3)).Values.Order());
    }

    [Fact]
    public async Task Run_FolderThatIsRemovedAndMadeAgain_IsFollowed()
    {
        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 1));
        await using var following = await Following.BeginAsync(_folders);

        Directory.Delete(_folders.Projects, recursive: true);
        Lines.Append(_folders.Transcript("s"), Lines.Response("b", 2));
        await following.ResponsesAsync(1);
        Lines.Append(_folders.Transcript("s"), Lines.Response("c", 3));

        Assert.Equal([2, 3], (await following.ResponsesAsync(2)).Values.Order());
    }

    [Fact]
    public async Task Run_AFolderWithoutEvents_IsLookedAtFromTimeToTime()
    {
        var time = new FakeTimeProvider();
        Lines.Append(_folders.Transcript("s"), Lines.Response("old", 1));
        await using var following = await Following.BeginAsync(_folders, time, isPolled: true);
        Assert.All(following.Collector.Watchers, watcher => Assert.True(watcher.IsPolled));

        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 2));
        Lines.Append(_folders.Transcript("t", "-home-anna-other"), Lines.Response("b", 3, "t"));
        var responses = following.ResponsesAsync(2);
        while (!responses.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Equal([2, 3], (await responses).Values.Order());
    }

    [Fact]
    public async Task Run_LinesOfOneResponse_AddUpToTheLargest()
    {
        await using var following = await Following.BeginAsync(_folders);

        foreach (var output in (int[])[1, 40, 250])
        {
            Lines.Append(_folders.Transcript("s"), Lines.Response("a", output));
            while ((await following.ResponsesAsync(1)).Values.Sum() < output)
            {
                await following.Hub.More;
            }
        }

        Assert.Equal([250], (await following.ResponsesAsync(1)).Values);
    }

    [Fact]
    public async Task Run_TornLastLine_CountsOnceItIsWhole()
    {
        var path = _folders.Transcript("s");
        Lines.Append(path, Lines.Response("a", 1));
        await using var following = await Following.BeginAsync(_folders);
        var line = Lines.Response("b", 2);

        Lines.Append(path, line[..100]);
        Lines.Append(_folders.Transcript("other"), Lines.Response("c", 3, "other"));
        Assert.Equal([3], (await following.ResponsesAsync(1)).Values);
        Lines.Append(path, line[100..]);

        Assert.Equal([2, 3], (await following.ResponsesAsync(2)).Values.Order());
    }

    [Fact]
    public async Task Run_TruncatedAndWrittenAgain_PublishesOnlyWhatIsNew()
    {
        var path = _folders.Transcript("s");
        await using var following = await Following.BeginAsync(_folders);
        Lines.Append(path, Lines.Response("a", 1), Lines.Response("b", 2));
        await following.ResponsesAsync(2);

        File.WriteAllText(path, Lines.Response("b", 2) + Lines.Response("c", 3));

        var responses = await following.ResponsesAsync(3);
        Assert.Equal([1, 2, 3], responses.Values.Order());
    }

    [Fact]
    public async Task Run_RotatedFile_LosesAndRepeatsNothing()
    {
        var path = _folders.Transcript("s");
        await using var following = await Following.BeginAsync(_folders);
        Lines.Append(path, Lines.Response("a", 1));
        await following.ResponsesAsync(1);

        // What is written just before the rename is found under the new name.
        Lines.Append(path, Lines.Response("b", 2));
        File.Move(path, _folders.Transcript("s-1"));
        Lines.Append(path, Lines.Response("c", 3));
        await following.ResponsesAsync(3);
        File.Delete(_folders.Transcript("s-1"));
        Lines.Append(path, Lines.Response("d", 4));

        Assert.Equal([1, 2, 3, 4], (await following.ResponsesAsync(4)).Values.Order());
    }

    [Fact]
    public async Task Run_FileThatIsReplacedAsAWhole_PublishesOnlyWhatIsNew()
    {
        var path = _folders.Transcript("s");
        await using var following = await Following.BeginAsync(_folders);
        Lines.Append(path, Lines.Response("a", 1));
        await following.ResponsesAsync(1);

        File.WriteAllText(path + ".tmp", Lines.Response("a", 1) + Lines.Response("b", 2));
        File.Move(path + ".tmp", path, overwrite: true);

        Assert.Equal([1, 2], (await following.ResponsesAsync(2)).Values.Order());
    }

    [Fact]
    public async Task Run_WrittenByManyAtOnce_PublishesEachResponseOnce()
    {
        const int Sessions = 20;
        const int Responses = 50;
        await using var following = await Following.BeginAsync(_folders);

        await Task.WhenAll(
            Enumerable
                .Range(0, Sessions)
                .Select(session =>
                    Task.Run(() =>
                    {
                        for (var i = 1; i <= Responses; i++)
                        {
                            Lines.Append(_folders.Transcript($"s{session}"), Lines.Response($"{session}-{i}", i, $"s{session}"));
                        }
                    })
                )
        );

        var output = await following.ResponsesAsync(Sessions * Responses);
        Assert.Equal(Sessions * Responses, output.Count);
        Assert.Equal(Sessions * Responses * (Responses + 1) / 2, output.Values.Sum());
    }

    [Fact]
    public async Task Run_Overflow_IsAFewLooksAtAll()
    {
        await using var following = await Following.BeginAsync(_folders);
        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 1));
        await following.ResponsesAsync(1);
        var before = following.Collector.Status.FullPasses;

        // More than are tracked singly, between two looks.
        following.Collector.Query(
            (_, _) =>
            {
                Enumerable
                    .Range(0, ChangedPaths.MostPaths + 100)
                    .ToList()
                    .ForEach(i => Lines.Append(_folders.Transcript($"s{i}"), Lines.Response($"r{i}", 2, $"s{i}")));
                return 0;
            }
        );

        Assert.Equal(1 + (2 * (ChangedPaths.MostPaths + 100)), (await following.ResponsesAsync(ChangedPaths.MostPaths + 101)).Values.Sum());
        // A few, as bursts of events come: not one per file. None, if they come so slowly that each burst is small.
        Assert.InRange(following.Collector.Query((_, _) => following.Collector.Status.FullPasses) - before, 0, 20);
    }

    [Fact]
    public async Task Run_MoreAtOnceThanIsRemembered_PublishesAll()
    {
        await using var following = await Following.BeginAsync(_folders);
        var (responses, some, all) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        following.Hub.Published += published =>
        {
            if (published is NewMessage message)
            {
                responses++;
                if (message.Entry.Tokens.Output == 7)
                {
                    all.TrySetResult();
                }
            }

            some.TrySetResult();
        };

        var lines = Enumerable.Range(0, 3 * EventHub.Remembered).Select(i => Lines.Response($"r{i}", 1));
        Lines.Append(_folders.Transcript("s"), [.. lines]);
        await some.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Lines.Append(_folders.Transcript("s"), Lines.Response("last", 7));

        // All lines are one file's, so the last comes last.
        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal((3 * EventHub.Remembered) + 1, responses);
    }

    /// <summary>Far more than is read of a plain file at once.</summary>
    [Fact]
    public async Task Run_CompressedTranscriptThatComesAndGrows_IsReadAsAWhole()
    {
        const int Responses = 1500;
        await using var following = await Following.BeginAsync(_folders);

        Lines.AppendCompressed(_folders.Transcript("s") + ".zst", [.. Enumerable.Range(0, Responses).Select(i => Lines.Response($"a{i}", 1))]);
        Assert.Equal(Responses, (await following.ResponsesAsync(Responses)).Count);
        Lines.AppendCompressed(_folders.Transcript("s") + ".zst", Lines.Response("b", 2));

        Assert.Equal(Responses + 2, (await following.ResponsesAsync(Responses + 1)).Values.Sum());
    }

    [Fact]
    public async Task Run_FileThatIsBroken_IsNotedAsRead()
    {
        await using var following = await Following.BeginAsync(_folders);
        Directory.CreateDirectory(Path.GetDirectoryName(_folders.Transcript("b"))!);
        File.WriteAllBytes(_folders.Transcript("b") + ".zst", [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i * 31))]);
        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 1));
        await following.ResponsesAsync(1);
        Lines.Append(_folders.Transcript("s"), Lines.Response("b", 1));
        await following.ResponsesAsync(2);

        Assert.Equal(1, following.Collector.Query((index, _) => index.Skipped.Unreadable));
    }

    [Fact]
    public async Task Run_AnIndexOfOlderReaders_LosesNothingAndPublishesNothingOfIt()
    {
        using (var journal = EventJournal.Open(_folders.Home))
        {
            await using var before = await Following.BeginAsync(_folders, journal: journal);
            Lines.Append(_folders.Transcript("s"), Lines.Response("a", 1));
            Lines.Append(_folders.Transcript("gone"), Lines.Response("b", 2, "gone"));
            await before.ResponsesAsync(2);
        }

        File.Delete(_folders.Transcript("gone"));
        var store = new IndexStore(_folders.Home);
        store.Catalog().Write(Path.Combine(_folders.Home.UsageIndex, "catalog"), readerVersion: IndexCatalog.ReaderVersion - 1);
        using (var journal = EventJournal.Open(_folders.Home))
        {
            journal.NoteSaved(store.Mark(), () => []);
        }

        using var again = EventJournal.Open(_folders.Home);
        await using var following = await Following.BeginAsync(_folders, journal: again);
        Lines.Append(_folders.Transcript("s"), Lines.Response("c", 4));
        Assert.Equal([4], (await following.ResponsesAsync(1)).Values);
        Assert.Equal(3, following.Collector.Query((index, _) => index.Responses(0).Count()));
    }

    [Fact]
    public async Task Run_TimersHoursLate_EndsSessionsOnceAndReadsWhatCame()
    {
        var time = new FakeTimeProvider();
        await using var following = await Following.BeginAsync(_folders, time);
        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 1));
        await following.ResponsesAsync(1);
        // It has recorded that something must be saved when it lets others ask.
        following.Collector.Query((_, _) => 0);

        // The machine sleeps, and wakes when all timers are long overdue.
        time.Advance(TimeSpan.FromHours(8));
        await following.FramesAsync(nameof(SessionEnd), 1);
        Lines.Append(_folders.Transcript("s"), Lines.Response("b", 2));

        Assert.Equal([1, 2], (await following.ResponsesAsync(2)).Values.Order());
        Assert.Equal(1, await following.FramesAsync(nameof(SessionEnd), 1));
        Assert.Equal(2, await following.FramesAsync(nameof(SessionStart), 2));
        Assert.True(following.Collector.Status.Saves > 1);
    }

    [Fact]
    public async Task Run_StoppedAndBegunAgain_GoesOnWhereItWas()
    {
        await using (var first = await Following.BeginAsync(_folders))
        {
            Lines.Append(_folders.Transcript("s"), Lines.Response("a", 1));
            await first.ResponsesAsync(1);
        }

        await using var second = await Following.BeginAsync(_folders);
        Lines.Append(_folders.Transcript("s"), Lines.Response("b", 2));

        Assert.Equal([2], (await second.ResponsesAsync(1)).Values);
        Assert.Equal(Encoding.UTF8.GetByteCount(Lines.Response("b", 2)), second.Collector.Status.BytesRead);
    }

    [Fact]
    public async Task Run_CallAndItsResult_ArePublishedWithTheOutcome()
    {
        await using var following = await Following.BeginAsync(_folders);

        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 1, call: "t1"));
        await following.ResponsesAsync(1);
        Lines.Append(_folders.Transcript("s"), Lines.Result("t1", isError: true), Lines.Response("b", 1));
        await following.ResponsesAsync(2);

        var calls = following.Frames().Where(frame => frame.Contains("\"ToolCall\"")).ToList();
        Assert.Equal(2, calls.Count);
        Assert.Contains("\"outcome\":\"running\"", calls[0]);
        Assert.Contains("\"outcome\":\"error\"", calls[1]);
    }
}
