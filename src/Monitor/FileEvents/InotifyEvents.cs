using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.FileEvents;

/// <summary>
/// Reads all folders' changes from one queue of the Linux kernel. That does not cover subfolders, so each is watched separately.
/// </summary>
internal sealed class InotifyEvents : IFolderEvents
{
    private const uint Always = Inotify.OnlyFolders | Inotify.Added | Inotify.NotUnlinked;
    private const uint Names = Inotify.Created | Inotify.Deleted | Inotify.MovedFrom | Inotify.MovedTo;
    private const uint NewNames = Inotify.Created | Inotify.MovedTo;

    private readonly Lock _lock = new();
    private readonly Inotify _inotify;

    // The places that a kernel watch serves: a folder may be watched several times, under several paths.
    private readonly Dictionary<int, List<Place>> _places = [];
    private bool _isDisposed;

    public InotifyEvents(Inotify inotify)
    {
        _inotify = inotify;
        new Thread(Run) { IsBackground = true, Name = "Folder events" }.Start();
    }

    /// <inheritdoc/>
    public IDisposable Watch(string folder, WatchScope scope, Action<FolderChange> happened, out bool isWhole)
    {
        var asked = new Asked(this, folder, scope, happened);
        lock (_lock)
        {
            isWhole = false;
            return !_isDisposed && TryBegin(asked, out isWhole) ? asked : throw new IOException("The folder cannot be watched.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            // Only an event wakes the reading thread, and the end of a watch is one.
            _inotify.Unwatch(_inotify.Watch("/", Inotify.Deleted | Always, out _));
            foreach (var watch in _places.Keys)
            {
                _inotify.Unwatch(watch);
            }
        }
    }

    private void Run()
    {
        var events = new List<Inotify.Event>();
        var changes = new List<(Asked Asked, FolderChange Change)>();
        while (_inotify.Read(events))
        {
            lock (_lock)
            {
                if (_isDisposed)
                {
                    break;
                }

                events.ForEach(happened => Take(happened, changes));
            }

            // A callback may ask for more watches, even from other threads.
            changes.ForEach(one => one.Asked.Happened(one.Change));
            events.Clear();
            changes.Clear();
        }

        lock (_lock)
        {
            _isDisposed = true;
            _inotify.Dispose();
        }
    }

    private void Take(in Inotify.Event happened, List<(Asked Asked, FolderChange Change)> changes)
    {
        if ((happened.Mask & Inotify.Overflow) != 0)
        {
            BeginAgain(changes);
            return;
        }

        if (!_places.TryGetValue(happened.Watch, out var places))
        {
            return;
        }

        if ((happened.Mask & Inotify.Ignored) != 0)
        {
            _places.Remove(happened.Watch);
            changes.AddRange(
                places.Where(place => place.Path == place.Asked.Folder).Select(place => OfAll(place.Asked, FolderChangeKind.Gone))
            );
            return;
        }

        foreach (var (asked, path) in places.ToArray())
        {
            Take(happened, asked, Path.Join(path, happened.Name), changes);
        }
    }

    private void Take(in Inotify.Event happened, Asked asked, string path, List<(Asked Asked, FolderChange Change)> changes)
    {
        var isFolder = (happened.Mask & Inotify.IsFolder) != 0;
        var isNew = (happened.Mask & NewNames) != 0;
        if (asked.Scope is WatchScope.Folders && !isFolder)
        {
            return;
        }

        if (asked.Scope is WatchScope.Deep && isFolder && (happened.Mask & Inotify.MovedFrom) != 0)
        {
            // Its content has another name from now on.
            End(place => place.Asked == asked && IsAtOrBelow(place.Path, path));
        }
        else if (asked.Scope is WatchScope.Deep && isFolder && isNew && !TryAdd(asked, path))
        {
            changes.Add(OfAll(asked, FolderChangeKind.Incomplete));
        }

        changes.Add((asked, new FolderChange(isNew ? FolderChangeKind.Appeared : FolderChangeKind.Changed, path)));
    }

    // Folders that came, went or moved meanwhile were missed too.
    private void BeginAgain(List<(Asked Asked, FolderChange Change)> changes)
    {
        foreach (var asked in _places.Values.SelectMany(places => places.Select(place => place.Asked)).Distinct().ToList())
        {
            End(asked);
            var isThere = TryBegin(asked, out var isWhole);
            changes.Add(OfAll(asked, FolderChangeKind.Lost));
            if (!isThere || !isWhole)
            {
                changes.Add(OfAll(asked, isThere ? FolderChangeKind.Incomplete : FolderChangeKind.Gone));
            }
        }
    }

    private bool TryBegin(Asked asked, out bool isWhole)
    {
        isWhole = TryAdd(asked, asked.Folder);
        return _places.Values.Any(places => places.Exists(place => place.Asked == asked));
    }

    // False if there are more folders than the user may watch. One that is gone or unreadable counts as empty.
    private bool TryAdd(Asked asked, string folder)
    {
        var events = asked.Scope is WatchScope.Folders ? Names : Names | Inotify.Modified;
        var watch = _inotify.Watch(folder, events | Always | (folder == asked.Folder ? 0 : Inotify.NoLink), out var isLimit);
        if (watch < 0)
        {
            return !isLimit;
        }

        if (!_places.TryGetValue(watch, out var places))
        {
            _places[watch] = places = [];
        }

        if (!places.Contains(new Place(asked, folder)))
        {
            places.Add(new Place(asked, folder));
        }

        return asked.Scope is not WatchScope.Deep || FoldersIn(folder).TrueForAll(below => TryAdd(asked, below));
    }

    private static List<string> FoldersIn(string folder)
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint };
        try
        {
            return [.. Directory.EnumerateDirectories(folder, "*", options)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void End(Asked asked) => End(place => place.Asked == asked);

    private void End(Predicate<Place> ends)
    {
        foreach (var (watch, places) in _places)
        {
            if (places.RemoveAll(ends) > 0 && places.Count == 0)
            {
                _places.Remove(watch);
                _inotify.Unwatch(watch);
            }
        }
    }

    private static bool IsAtOrBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');

    private static (Asked Asked, FolderChange Change) OfAll(Asked asked, FolderChangeKind kind) =>
        (asked, new FolderChange(kind, asked.Folder));

    private readonly record struct Place(Asked Asked, string Path);

    private sealed class Asked(InotifyEvents events, string folder, WatchScope scope, Action<FolderChange> happened) : IDisposable
    {
        public string Folder => folder;

        public WatchScope Scope => scope;

        public Action<FolderChange> Happened => happened;

        public void Dispose()
        {
            lock (events._lock)
            {
                if (!events._isDisposed)
                {
                    events.End(this);
                }
            }
        }
    }
}
