namespace ToolTime.Monitor.FileEvents;

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

    /// <summary>Ends when there is something to look at, at the latest after <paramref name="most"/>.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken stop)
    {
        // Timers cut fractions off, and what is not due yet would be waited for again and again.
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(most.TotalMilliseconds));
        // Whichever does not come first must not wait on: what waits for a task that never ends is never forgotten.
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await await Task.WhenAny(Some.WaitAsync(waited.Token), Task.Delay(whole, time, waited.Token));
        await waited.CancelAsync();
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
            _some = _some.Task.IsCompleted ? NewSignal() : _some;
            var taken = _paths;
            _paths = new HashSet<string>(StringComparer.Ordinal);
            (var isAll, _isAll) = (_isAll, false);
            return isAll ? null : taken;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
