using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.FileEvents;

/// <summary>Wakes a caller that waits for a change in a folder.</summary>
internal sealed class FolderSignal : IDisposable
{
    // Events may be lost, or never come.
    private static readonly TimeSpan Watched = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Polled = TimeSpan.FromSeconds(1);

    private readonly ChangedPaths _changed = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _most;
    private readonly IDisposable? _watch;
    private volatile bool _isGone;

    /// <param name="events">The source of changes.</param>
    /// <param name="folder">The folder; created if missing.</param>
    /// <param name="time">The clock.</param>
    public FolderSignal(IFolderEvents events, string folder, TimeProvider time)
    {
        _time = time;
        try
        {
            PrivateFiles.CreateFolder(folder);
            _watch = events.Watch(folder, WatchScope.Files, Take, out _);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is polled more often instead.
        }

        _most = _watch is not null && FileSystemEvents.AreSent(folder) ? Watched : Polled;
    }

    /// <summary>
    /// Completes when something has or may have changed since the last call, at the latest after <paramref name="most"/>.
    /// </summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken stop)
    {
        var atMost = _isGone ? Polled : _most;
        await _changed.WaitAsync(most < atMost ? most : atMost, _time, stop);
        _changed.Take();
    }

    public void Dispose() => _watch?.Dispose();

    private void Take(FolderChange change)
    {
        _isGone |= change.Kind == FolderChangeKind.Gone;
        _changed.Add(change.Path);
    }
}
