using System.Collections.Concurrent;

namespace ToolTime.Storage.Commit;

/// <summary>
/// The one thread that commits. It takes all waiting writes into one transaction, so that many wait for one flush to disk, and answers
/// after the commit. A group that fails because of one row is split until that one is alone; one that the database refuses fails whole.
/// </summary>
internal abstract class GroupCommitQueue<TWrite> : IAsyncDisposable
    where TWrite : PendingWrite
{
    /// <summary>Writes of one transaction; more gain little and delay the first ones.</summary>
    public const int GroupCapacity = 512;

    private readonly BlockingCollection<TWrite> _queue;
    private readonly int _capacity;
    private readonly StorageMetrics _metrics;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="capacity">Writes that may wait; when it is full, new ones are refused at once.</param>
    /// <param name="metrics">Where commits are counted.</param>
    protected GroupCommitQueue(int capacity, StorageMetrics metrics) => (_queue, _capacity, _metrics) = (new(capacity), capacity, metrics);

    /// <summary>Writes that wait now.</summary>
    public int Waiting => _ended.Task.IsCompleted ? 0 : _queue.Count;

    /// <summary>Whether a write would be refused now.</summary>
    public bool IsFull => Waiting >= _capacity;

    /// <summary>Commits what waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
        _queue.Dispose();
    }

    /// <summary>Starts the thread, when the constructor is done.</summary>
    protected void Start(string threadName) => new Thread(Run) { IsBackground = true, Name = threadName }.Start();

    /// <summary>Lets a write wait for its commit. It fails at once where too many wait or the queue is closed.</summary>
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

    /// <summary>Runs a group in one transaction, so that each write has its result when the call returns.</summary>
    /// <exception cref="StorageUnavailableException">The database refuses all of it. Any other exception means that one write is at
    /// fault.</exception>
    protected abstract void CommitGroup(IReadOnlyList<TWrite> group);

    /// <summary>Logs a refused commit.</summary>
    protected abstract void LogRefused(Exception exception);

    /// <summary>Closes the connection, when nothing is written any more.</summary>
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
            measure.End(CommitMeasure.Committed);
            group.ForEach(write => write.Succeed());
        }
        catch (StorageUnavailableException exception)
        {
            LogRefused(exception);
            measure.End(CommitMeasure.Refused);
            group.ForEach(write => write.Fail(exception));
        }
        catch (Exception exception)
        {
            measure.End(CommitMeasure.Split);
            Split(group, exception);
        }
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

/// <summary>A write that waits for its commit.</summary>
internal abstract class PendingWrite
{
    /// <summary>Hands the result to the caller, after the commit.</summary>
    public abstract void Succeed();

    /// <summary>Hands the failure to the caller.</summary>
    public abstract void Fail(Exception exception);
}
