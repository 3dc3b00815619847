using System.Threading.Channels;
using ToolTime.Monitor.FileEvents;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Tests.FileEvents;

public sealed class FolderEventsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _root = Directory.CreateTempSubdirectory("tooltime events ж ").FullName;

    public static TheoryData<bool> Both => OperatingSystem.IsLinux() ? [true, false] : [false];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Watch_Deep_SaysWhatComesInFoldersThatComeLater(bool isOwn)
    {
        using var events = Events(isOwn);
        var changes = Channel.CreateUnbounded<FolderChange>();
        using var watch = events.Watch(_root, WatchScope.Deep, change => changes.Writer.TryWrite(change), out var isWhole);
        Assert.True(isWhole);
        var folder = Directory.CreateDirectory(Path.Combine(_root, "a")).FullName;
        await UntilAsync(changes, change => change == new FolderChange(FolderChangeKind.Appeared, folder));

        var file = Path.Combine(folder, "é.jsonl");
        await File.WriteAllTextAsync(file, "1\n", TestContext.Current.CancellationToken);
        await UntilAsync(changes, change => change == new FolderChange(FolderChangeKind.Appeared, file));
        await UntilAsync(changes, change => change == new FolderChange(FolderChangeKind.Changed, file));

        var moved = Path.Combine(_root, "b");
        Directory.Move(folder, moved);
        await UntilAsync(changes, change => change == new FolderChange(FolderChangeKind.Appeared, moved));
        await File.AppendAllTextAsync(Path.Combine(moved, "é.jsonl"), "2\n", TestContext.Current.CancellationToken);
        await UntilAsync(changes, change => change == new FolderChange(FolderChangeKind.Changed, Path.Combine(moved, "é.jsonl")));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Watch_Folders_SaysNothingOfFiles(bool isOwn)
    {
        using var events = Events(isOwn);
        var changes = Channel.CreateUnbounded<FolderChange>();
        using var watch = events.Watch(_root, WatchScope.Folders, change => changes.Writer.TryWrite(change), out _);
        await File.WriteAllTextAsync(Path.Combine(_root, "file"), "1", TestContext.Current.CancellationToken);
        var folder = Directory.CreateDirectory(Path.Combine(_root, "folder")).FullName;
        Directory.Delete(folder);

        FolderChange[] said = [await NextAsync(changes), await NextAsync(changes)];
        Assert.Equal([new(FolderChangeKind.Appeared, folder), new(FolderChangeKind.Changed, folder)], said);
    }

    [Fact]
    public void Watch_FolderThatIsNotThere_Throws()
    {
        using var events = FolderEvents.Create();
        Assert.Throws<IOException>(() => events.Watch(Path.Combine(_root, "none"), WatchScope.Deep, _ => { }, out _));
    }

    [Fact]
    public async Task Watch_OneFolderForTwo_GoesOnForOneWhenTheOtherEnds()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It has one watch for both on Linux only.");
        using var events = Events(isOwn: true);
        var changes = Channel.CreateUnbounded<FolderChange>();
        var link = Path.Combine(_root, "link");
        var folder = Directory.CreateDirectory(Path.Combine(_root, "folder")).FullName;
        Directory.CreateSymbolicLink(link, folder);
        using var first = events.Watch(link, WatchScope.Deep, change => changes.Writer.TryWrite(change), out _);
        events.Watch(folder, WatchScope.Folders, _ => { }, out _).Dispose();

        await File.WriteAllTextAsync(Path.Combine(folder, "file"), "1", TestContext.Current.CancellationToken);

        await UntilAsync(changes, change => change == new FolderChange(FolderChangeKind.Changed, Path.Combine(link, "file")));
    }

    [Fact]
    public async Task Watch_FolderThatIsRemoved_SaysThatItIsGone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Of others another watch says so.");
        using var events = Events(isOwn: true);
        var changes = Channel.CreateUnbounded<FolderChange>();
        var folder = Directory.CreateDirectory(Path.Combine(_root, "folder")).FullName;
        using var watch = events.Watch(folder, WatchScope.Deep, change => changes.Writer.TryWrite(change), out _);

        Directory.Delete(folder);

        await UntilAsync(changes, change => change == new FolderChange(FolderChangeKind.Gone, folder));
    }

    [Fact]
    public async Task Watch_MoreThanTheKernelHolds_SaysThatAndFollowsFoldersThatCameMeanwhile()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The queue is Linux's.");
        var most = int.Parse(
            await File.ReadAllTextAsync("/proc/sys/fs/inotify/max_queued_events", TestContext.Current.CancellationToken),
            System.Globalization.CultureInfo.InvariantCulture
        );
        Assert.SkipUnless(most <= 100_000, "It would take long.");
        using var events = Events(isOwn: true);
        using var isHeld = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var changes = Channel.CreateUnbounded<FolderChange>();
        using var watch = events.Watch(
            _root,
            WatchScope.Deep,
            change =>
            {
                isHeld.Set();
                goOn.Wait(Limit, TestContext.Current.CancellationToken);
                changes.Writer.TryWrite(change);
            },
            out _
        );
        var file = Path.Combine(_root, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        Assert.True(isHeld.Wait(Limit, TestContext.Current.CancellationToken));

        // Each is two events, of two names.
        for (var i = 0; i <= most / 2; i++)
        {
            File.Move(file, file + "x");
            File.Move(file + "x", file);
        }

        var folder = Directory.CreateDirectory(Path.Combine(_root, "late")).FullName;
        goOn.Set();

        await UntilAsync(changes, change => change == new FolderChange(FolderChangeKind.Lost, _root));
        await File.WriteAllTextAsync(Path.Combine(folder, "s.jsonl"), "1", TestContext.Current.CancellationToken);
        await UntilAsync(changes, change => change == new FolderChange(FolderChangeKind.Changed, Path.Combine(folder, "s.jsonl")));
    }

    private static IFolderEvents Events(bool isOwn) => isOwn ? new InotifyEvents(Inotify.TryOpen()!) : new WatcherEvents();

    private static async Task UntilAsync(Channel<FolderChange> changes, Predicate<FolderChange> isIt)
    {
        while (!isIt(await NextAsync(changes)))
        {
        }
    }

    private static Task<FolderChange> NextAsync(Channel<FolderChange> changes)
    {
        var stop = TestContext.Current.CancellationToken;
        return changes.Reader.ReadAsync(stop).AsTask().WaitAsync(Limit, stop);
    }
}
