namespace ToolTime.Monitor.Watching;

/// <summary>
/// Where something has changed since the last look: single files as long as there are few, else everything. Many changes of one file are
/// one. Filled by any thread, emptied by one.
/// </summary>
internal sealed class ChangedPaths
{
    /// <summary>From which on a look at all files costs less than one at each, and a flood holds no more memory than this.</summary>
    public const int MostPaths = 4096;

    private readonly Lock _lock = new();
    private HashSet<string> _paths = new(StringComparer.Ordinal);
    private bool _isAll;
    private TaskCompletionSource _some = NewSignal();

    /// <summary>Ends when there is something to look at.</summary>
    public Task Some
    {
        get
        {
            lock (_lock)
            {
                return _some.Task;
            }
        }
    }

    public void Add(string path)
    {
        lock (_lock)
        {
            if (_isAll)
            {
                return;
            }

            if (_paths.Count < MostPaths)
            {
                _paths.Add(path);
            }
            else
            {
                _isAll = true;
            }

            _some.TrySetResult();
        }
    }

    /// <summary>Has every file looked at: single changes were missed.</summary>
    public void AddAll()
    {
        lock (_lock)
        {
            _isAll = true;
            _some.TrySetResult();
        }
    }

    /// <summary>Empties it.</summary>
    /// <returns>The files that changed; null where all have to be looked at.</returns>
    public IReadOnlyCollection<string>? Take()
    {
        lock (_lock)
        {
            _some = NewSignal();
            var taken = _paths;
            _paths = new HashSet<string>(StringComparer.Ordinal);
            (var isAll, _isAll) = (_isAll, false);
            return isAll ? null : taken;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
