using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Sqlite;

/// <summary>
/// The one thread that writes. It takes all that waits into one transaction, so that many wait for one flush to disk, and answers after
/// the commit. A group that fails for one row's sake is split until that one is alone; one that fails for the world's sake fails whole.
/// </summary>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    /// <summary>Writes that may wait; when it is full, new ones are refused at once.</summary>
    public const int QueueCapacity = 8_192;

    /// <summary>Writes of one transaction; more gain little and keep the first ones waiting.</summary>
    public const int GroupCapacity = 512;

    private readonly BlockingCollection<SqliteWrite> _queue = new(QueueCapacity);
    private readonly SqliteConnection _connection;
    private readonly SqliteWrites _writes;
    private readonly StorageMetrics _metrics;
    private readonly ILogger<SqliteWriter> _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteWriter(SqliteConnection connection, StorageMetrics metrics, ILogger<SqliteWriter> logger)
    {
        _connection = connection;
        _writes = new(connection);
        _metrics = metrics;
        _logger = logger;
        metrics.ObserveQueue(() => _ended.Task.IsCompleted ? 0 : _queue.Count);
        new Thread(Run) { IsBackground = true, Name = "SQLite writer" }.Start();
    }

    public Task<T> WriteAsync<T>(Func<SqliteWrites, T> write, bool leavesMarks)
    {
        var queued = new SqliteWrite<T>(write, leavesMarks);
        try
        {
            if (_queue.TryAdd(queued))
            {
                return queued.Completion;
            }

            _metrics.Refused();
            return Task.FromException<T>(new StorageUnavailableException("The database has more to write than it can keep up with."));
        }
        catch (InvalidOperationException exception)
        {
            return Task.FromException<T>(new StorageUnavailableException("The database is closing.", exception));
        }
    }

    /// <summary>Writes what waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
        _queue.Dispose();
    }

    private void Run()
    {
        var group = new List<SqliteWrite>(GroupCapacity);
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

        _writes.Dispose();
        _connection.Dispose();
        _ended.SetResult();
    }

    private void Commit(List<SqliteWrite> group)
    {
        var measure = _metrics.Begin(group.Count);
        try
        {
            _writes.Ready("BEGIN IMMEDIATE").ExecuteNonQuery();
            foreach (var write in group)
            {
                if (!write.LeavesMarks)
                {
                    _writes.Marks.Flush(_writes);
                }

                write.Run(_writes);
            }

            _writes.Marks.Flush(_writes);
            _writes.Ready("COMMIT").ExecuteNonQuery();
        }
        catch (SqliteException exception) when (SqliteFaults.IsOfTheWorld(exception))
        {
            LogRefused(exception);
            RollBack();
            measure.End(CommitMeasure.Refused);
            group.ForEach(write => write.Fail(SqliteFaults.ToUnavailable(exception)));
            return;
        }
        catch (Exception exception)
        {
            RollBack();
            measure.End(CommitMeasure.Split);
            Split(group, exception);
            return;
        }

        measure.End(CommitMeasure.Committed);
        group.ForEach(write => write.Succeed());
    }

    private void Split(List<SqliteWrite> group, Exception exception)
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

    private void RollBack()
    {
        _writes.Marks.Forget();
        try
        {
            _writes.Ready("ROLLBACK").ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, or there was nothing to roll back.
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "The database refused a commit.")]
    private partial void LogRefused(Exception exception);
}
