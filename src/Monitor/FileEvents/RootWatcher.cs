using ToolTime.Transcripts;

namespace ToolTime.Monitor.FileEvents;

/// <summary>
/// Watches a folder by the system's events, or the nearest existing one above it. What events miss (a replaced folder, a system limit)
/// <see cref="Check"/> finds. Thread-safe.
/// </summary>
/// <param name="root">The folder.</param>
/// <param name="changed">Receives what has changed.</param>
/// <param name="events">The source of changes; null for none.</param>
internal sealed class RootWatcher(TranscriptRoot root, ChangedPaths changed, IFolderEvents? events) : IDisposable
{
    private readonly Lock _lock = new();
    private IDisposable? _watch;
    private IDisposable? _above;
    private string? _watched;
    private DateTime _born;
    private bool _isWhole;
    private bool _isDisposed;

    /// <summary>True if files are polled because no events come.</summary>
    public bool IsPolled { get; private set; } = events is null;

    public string Root => root.Path;

    /// <summary>Starts to watch, or watches another folder if the right one came or went.</summary>
    public void Check()
    {
        lock (_lock)
        {
            var nearest = Nearest(root.Path);
            if (events is null || _isDisposed || (_watch is not null && _watched == nearest && _born == Born(nearest)))
            {
                return;
            }

            // A folder may appear while the one above it is not watched yet.
            for (string? watched = ""; watched != nearest; nearest = Nearest(root.Path))
            {
                watched = nearest;
                Watch(watched);
            }

            IsPolled = nearest == root.Path && (_watch is null || !_isWhole || !FileSystemEvents.AreSent(root.Path));
        }

        // Changes before the watch started are found by a full look.
        changed.AddAll();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Forget();
        }
    }

    private void Forget()
    {
        _watch?.Dispose();
        _above?.Dispose();
        (_watch, _above) = (null, null);
    }

    private void Watch(string? folder)
    {
        Forget();
        (_watched, _born) = (folder, Born(folder));
        // A watched folder does not report its own end or replacement, which may happen at any time from here on.
        _above = folder == root.Path && Path.GetDirectoryName(root.Path) is { } above ? TryWatch(above, WatchScope.Folders) : null;
        _watch =
            folder is null ? null
            : folder != root.Path ? TryWatch(folder, WatchScope.Folders)
            : TryWatch(folder, root.IsDeep ? WatchScope.Deep : WatchScope.Files);
    }

    private IDisposable? TryWatch(string folder, WatchScope scope)
    {
        try
        {
            return events!.Watch(folder, scope, scope is WatchScope.Folders ? TakeFolder : Take, out _isWhole);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Take(FolderChange change)
    {
        switch (change.Kind)
        {
            case FolderChangeKind.Changed:
                changed.Add(change.Path);
                break;
            case FolderChangeKind.Appeared:
                AddAllIn(change.Path);
                break;
            default:
                TakeLoss(change);
                break;
        }
    }

    // A folder may already have files when it is first watched.
    private void AddAllIn(string path)
    {
        try
        {
            if (!Directory.Exists(path))
            {
                changed.Add(path);
                return;
            }

            foreach (var file in root.Find(path))
            {
                changed.Add(file.Path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is disappearing, perhaps to another place.
            changed.AddAll();
        }
    }

    private void TakeFolder(FolderChange change)
    {
        // A folder recreated within a tick of the file system's clock would look the same, and a lost change may be any.
        if (change.Path == root.Path || change.Kind is FolderChangeKind.Lost or FolderChangeKind.Gone)
        {
            lock (_lock)
            {
                _born = default;
            }
        }

        Check();
    }

    private void TakeLoss(FolderChange change)
    {
        changed.AddAll();
        lock (_lock)
        {
            IsPolled |= change.Kind is FolderChangeKind.Incomplete && Directory.Exists(root.Path);
            _born = change.Kind is FolderChangeKind.Gone ? default : _born;
        }

        Check();
    }

    private static DateTime Born(string? folder) => folder is null ? default : Directory.GetCreationTimeUtc(folder);

    private static string? Nearest(string path)
    {
        for (var folder = path; folder is { Length: > 0 }; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
