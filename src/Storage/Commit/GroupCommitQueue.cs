using System.Collections.Concurrent;

namespace ToolTime.Storage.Commit;

/// <summary>
/// Commits writes on a single thread. It puts all waiting writes into one transaction, so that they share one flush to disk, and completes
/// them after the commit. A group that fails because of one write is split until that write is alone; a group that the database refuses
/// fails as a whole.
/// </summary>
internal abstract class GroupCommitQueue<TWrite> : IAsyncDisposable
    where TWrite : IPendingWrite
{
    /// <summary>The maximum number of writes per transaction; more would gain little and delay the first ones.</summary>
    public const int GroupCapacity = 512;

    private readonly BlockingCollection<TWrite> _queue;
    private readonly int _capacity;
    private readonly StorageMetrics _metrics;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="capacity">The maximum number of waiting writes; when it is reached, new ones are refused at once.</param>
    /// <param name="metrics">Where commits are counted.</param>
    protected GroupCommitQueue(int capacity, StorageMetrics metrics) => (_queue, _capacity, _metrics) = (new(capacity), capacity, metrics);

    /// <summary>The number of waiting writes.</summary>
    public int Waiting => _ended.Task.IsCompleted ? 0 : _queue.Count;

    /// <summary>Whether a write would be refused now.</summary>
    public bool IsFull => Waiting >= _capacity;

    /// <summary>Commits waiting writes, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
        _queue.Dispose();
    }

    /// <summary>Starts the thread; called at the end of the constructor.</summary>
    protected void Start(string threadName) => new Thread(Run) { IsBackground = true, Name = threadName }.Start();

    /// <summary>Queues a write for commit. It fails at once if too many are waiting or the queue is closed.</summary>
    protected void Enqueue(TWrite write)
    {
        try
        {
            if (!_queue.TryAdd(write))
            {
                _metrics.Refused();
                write.Fail(StorageUnavailableException.Overloaded());
            }
        }
        catch (InvalidOperationException exception)
        {
            write.Fail(new StorageUnavailableException("The database is closing.", exception));
        }
    }

    /// <summary>Runs a group in one transaction, setting each write's result.</summary>
    /// <exception cref="StorageUnavailableException">The database refuses the whole group. Any other exception means that a single write is
    /// at fault.</exception>
    protected abstract void CommitGroup(IReadOnlyList<TWrite> group);

    protected abstract void LogRefused(Exception exception);

    /// <summary>Closes the connection after the last write.</summary>
    protected abstract void Close();

    private void Run()
    {
        var group = new List<TWrite>(GroupCapacity);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < GroupCapacity && _queue.TryTake(out var next))
            {
                group.Add(next);
            }

            Commit(group);
            group.Clear();
        }

        Close();
        _ended.SetResult();
    }

    private void Commit(List<TWrite> group)
    {
        var measure = _metrics.Begin(group.Count);
        try
        {
            CommitGroup(group);
        }
        catch (StorageUnavailableException exception)
        {
            LogRefused(exception);
            measure.End(CommitMeasure.Refused);
            group.ForEach(write => write.Fail(exception));
            return;
        }
        catch (Exception exception)
        {
            measure.End(CommitMeasure.Split);
            Split(group, exception);
            return;
        }

        // Not in the try: whatever fails from here on must not run committed writes again.
        measure.End(CommitMeasure.Committed);
        group.ForEach(write => write.Succeed());
    }

    private void Split(List<TWrite> group, Exception exception)
    {
        if (group.Count == 1)
        {
            group[0].Fail(exception);
            return;
        }

        var half = group.Count / 2;
        Commit(group[..half]);
        Commit(group[half..]);
    }
}

/// <summary>A write waiting for its commit.</summary>
internal interface IPendingWrite
{
    /// <summary>Gives the caller the result, after the commit.</summary>
    void Succeed();

    /// <summary>Gives the caller the failure.</summary>
    void Fail(Exception exception);
}

/// <summary>A pending write with its result, which is set before the commit.</summary>
internal abstract class PendingWrite<T> : IPendingWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public T? Result { get; set; }

    public Task<T> Completion => _completion.Task;

    public void Succeed() => _completion.SetResult(Result!);

    public void Fail(Exception exception) => _completion.SetException(exception);
}
