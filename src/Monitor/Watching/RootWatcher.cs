using ToolTime.Transcripts;

namespace ToolTime.Monitor.Watching;

/// <summary>
/// Watches one folder by the system's events, or while it does not exist the nearest one above it. What the events miss (a folder that is
/// replaced, a limit of the system) <see cref="Check"/> finds. Used by several threads at once.
/// </summary>
internal sealed class RootWatcher(TranscriptRoot root, ChangedPaths changed, bool usesNoEvents) : IDisposable
{
    private readonly Lock _lock = new();
    private FileSystemWatcher? _watcher;
    private FileSystemWatcher? _above;
    private DateTime _born;
    private bool _isDisposed;

    /// <summary>True where files are looked at from time to time, since no events come.</summary>
    public bool IsPolled { get; private set; }

    public string Root => root.Path;

    /// <summary>Begins to watch, or to watch another folder where the one that should be watched came or went.</summary>
    public void Check()
    {
        lock (_lock)
        {
            var nearest = Nearest(root.Path);
            IsPolled |= usesNoEvents;
            if (usesNoEvents || _isDisposed || (_watcher?.Path == nearest && _born == Born(nearest)))
            {
                return;
            }
            // A folder may come while the one above it is not watched yet.
            for (string? watched = ""; watched != nearest; nearest = Nearest(root.Path))
            {
                watched = nearest;
                Watch(watched);
            }

            IsPolled = nearest == root.Path && (_watcher is null || !FileSystemEvents.AreSent(root.Path));
        }

        // What came before the watcher did is found by a look.
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
        _watcher?.Dispose();
        _above?.Dispose();
        (_watcher, _above) = (null, null);
    }

    private void Watch(string? folder)
    {
        Forget();
        _born = Born(folder);
        // A folder that is watched says nothing of its own end, nor of one that takes its place, which may happen at any time from here on.
        _above = folder == root.Path && Path.GetDirectoryName(root.Path) is { } above ? TryWatch(above) : null;
        _watcher = folder is null ? null : TryWatch(folder);
    }

    private FileSystemWatcher? TryWatch(string folder)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            var isRoot = folder == root.Path;
            watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = isRoot && root.IsDeep,
                NotifyFilter = isRoot
                    ? NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size
                    : NotifyFilters.DirectoryName,
            };
            watcher.Changed += OnChanged;
            watcher.Created += isRoot ? OnCreated : OnFolder;
            watcher.Renamed += isRoot ? OnRenamed : OnFolder;
            watcher.Deleted += isRoot ? OnChanged : OnFolder;
            watcher.Error += OnError;
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            watcher?.Dispose();
            return null;
        }
    }

    private void OnChanged(object sender, FileSystemEventArgs change) => changed.Add(change.FullPath);

    private void OnRenamed(object sender, RenamedEventArgs change) => OnCreated(sender, change);

    // A folder may hold files by the time at which it is watched.
    private void OnCreated(object sender, FileSystemEventArgs change)
    {
        if (!Directory.Exists(change.FullPath))
        {
            changed.Add(change.FullPath);
            return;
        }

        foreach (var file in root.Find(change.FullPath))
        {
            changed.Add(file.Path);
        }
    }

    private void OnFolder(object sender, FileSystemEventArgs change)
    {
        // One that was made again within a tick of the file system's clock would look the same.
        if (change.FullPath == root.Path)
        {
            lock (_lock)
            {
                _born = default;
            }
        }

        Check();
    }

    // More happened than the system can hold, or the folder is gone, or there are more folders than the system lets one user watch.
    private void OnError(object sender, ErrorEventArgs error)
    {
        changed.AddAll();
        if (error.GetException() is InternalBufferOverflowException)
        {
            return;
        }

        lock (_lock)
        {
            IsPolled |= Directory.Exists(root.Path);
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
