namespace ToolTime.Monitor.FileEvents;

/// <summary>
/// What has changed since the last look: single files while there are few, otherwise everything. Repeated changes of a file count once.
/// Filled by any thread, emptied by one.
/// </summary>
internal sealed class ChangedPaths
{
    /// <summary>Beyond this, looking at all files costs less than looking at each; it also bounds the memory of a flood.</summary>
    public const int MostPaths = 4096;

    private readonly Lock _lock = new();
    private HashSet<string> _paths = new(StringComparer.Ordinal);
    private bool _isAll;
    private TaskCompletionSource _some = NewSignal();

    /// <summary>Completes when there is something to look at.</summary>
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

    /// <summary>Completes when there is something to look at, at the latest after <paramref name="most"/>.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken stop)
    {
        // Timers cut off fractions, and what is not quite due would be waited for again and again.
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(most.TotalMilliseconds));
        // The wait that does not finish first must be cancelled: what waits for a task that never ends is never collected.
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

    /// <summary>Marks every file for a look: single changes were missed.</summary>
    public void AddAll()
    {
        lock (_lock)
        {
            _isAll = true;
            _some.TrySetResult();
        }
    }

    /// <summary>Returns the changes and clears them.</summary>
    /// <returns>The files that changed; null for all files.</returns>
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
