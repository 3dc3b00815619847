using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using IsolationLevel = System.Data.IsolationLevel;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Commits submissions over a connection of its own, on a thread of its own: an answer of the database must not wait behind the requests that the
/// thread pool has before it, since whoever it is for waits longer then, and with them all their group. It takes all that waits into one transaction, so that many wait for one flush to disk, and
/// answers after the commit. A group that meets another process's is run again with its stripes held alone; one that fails for one row's sake is
/// split until that one is alone; one that fails for the world's sake fails whole, and the next group tries a new connection.
/// </summary>
internal sealed partial class PostgresWriter : IAsyncDisposable
{
    /// <summary>Submissions that may wait; when it is full, new ones are refused at once.</summary>
    public const int QueueCapacity = 4_096;

    /// <summary>Submissions of one transaction; more gain little and keep the first ones waiting.</summary>
    public const int GroupCapacity = 512;

    /// <summary>How often a group is run: the second time it is alone, so more is only for partitions that come and go.</summary>
    private const int Attempts = 5;

    private readonly BlockingCollection<QueuedSubmission> _queue = new(QueueCapacity);
    private readonly string _connectionString;
    private readonly PostgresPartitions _partitions;
    private readonly StorageMetrics _metrics;
    private readonly ILogger<PostgresWriter> _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NpgsqlConnection? _connection;

    public PostgresWriter(string connectionString, PostgresPartitions partitions, StorageMetrics metrics, ILogger<PostgresWriter> logger)
    {
        _connectionString = connectionString;
        _partitions = partitions;
        _metrics = metrics;
        _logger = logger;
        new Thread(Run) { IsBackground = true, Name = "PostgreSQL writer" }.Start();
    }

    /// <summary>Submissions that wait now.</summary>
    public int Waiting => _ended.Task.IsCompleted ? 0 : _queue.Count;

    /// <summary>Whether a submission would be refused now.</summary>
    public bool IsFull => Waiting >= QueueCapacity;

    public static StorageUnavailableException Overloaded() => new("The database has more to write than it can keep up with.");

    public Task<SubmissionDecision> SubmitAsync(NewSubmission submission)
    {
        var queued = new QueuedSubmission(submission);
        try
        {
            if (_queue.TryAdd(queued))
            {
                return queued.Completion;
            }

            _metrics.Refused();
            return Task.FromException<SubmissionDecision>(Overloaded());
        }
        catch (InvalidOperationException exception)
        {
            return Task.FromException<SubmissionDecision>(new StorageUnavailableException("The database is closing.", exception));
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
        var group = new List<QueuedSubmission>(GroupCapacity);
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

        DropConnection();
        _ended.SetResult();
    }

    private void Commit(List<QueuedSubmission> group)
    {
        var measure = _metrics.Begin(group.Count);
        try
        {
            var stored = Store(new([.. group.Select(queued => queued.Submission)]));
            measure.End(CommitMeasure.Committed);
            foreach (var (queued, outcome) in group.Zip(stored))
            {
                queued.Succeed(outcome);
            }
        }
        catch (NpgsqlException exception) when (PostgresFaults.IsOfTheWorld(exception))
        {
            LogRefused(exception);
            measure.End(CommitMeasure.Refused);
            group.ForEach(queued => queued.Fail(PostgresFaults.ToUnavailable(exception)));
        }
        catch (StorageUnavailableException exception)
        {
            LogRefused(exception);
            measure.End(CommitMeasure.Refused);
            group.ForEach(queued => queued.Fail(exception));
        }
        catch (Exception exception)
        {
            measure.End(CommitMeasure.Split);
            Split(group, exception);
        }
    }

    private void Split(List<QueuedSubmission> group, Exception exception)
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

    private SubmissionDecision[] Store(SubmissionGroup group)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var commits = false;
            try
            {
                _partitions.EnsureAsync(group.Partitions).GetAwaiter().GetResult();
                if (TryStore(group, alone: attempt > 1, () => commits = true) is { } stored)
                {
                    return stored;
                }
            }
            catch (NpgsqlException exception) when (attempt < Attempts && PostgresFaults.IsTransient(exception))
            {
                // The other one has got through meanwhile.
            }
            catch (NpgsqlException exception) when (attempt < Attempts && PostgresFaults.IsMissingTable(exception))
            {
                _partitions.Forget();
            }
            catch (NpgsqlException exception) when (attempt == 1 && !commits && _connection is { State: not System.Data.ConnectionState.Open } && PostgresFaults.IsOfTheWorld(exception))
            {
                // The connection was lost while nothing went over it; whether the server is back, the next one tells.
            }
        }

        throw new StorageUnavailableException("The database has too many writers at once.");
    }

    /// <summary>Runs the group once; null where another process was in its way.</summary>
    private SubmissionDecision[]? TryStore(SubmissionGroup group, bool alone, Action commits)
    {
        var connection = Connect();
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        var state = GroupReading.Read(connection, group, alone);
        SubmissionDecision[] stored = [.. group.Submissions.Select(state.Decide)];
        if (state.NewReceipts.Count == 0)
        {
            return stored;
        }

        if (!GroupWriting.TryWrite(connection, state))
        {
            return null;
        }

        commits();
        transaction.Commit();
        return stored;
    }

    private NpgsqlConnection Connect()
    {
        if (_connection is { State: System.Data.ConnectionState.Open })
        {
            return _connection;
        }

        DropConnection();
        _connection = new(_connectionString);
        _connection.Open();
        return _connection;
    }

    private void DropConnection() => Interlocked.Exchange(ref _connection, null)?.Dispose();

    [LoggerMessage(2101, LogLevel.Error, "The database refused a commit.")]
    private partial void LogRefused(Exception exception);
}
