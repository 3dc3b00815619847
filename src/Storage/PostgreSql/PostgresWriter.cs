using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using IsolationLevel = System.Data.IsolationLevel;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Commits submissions over a connection of its own. It takes all that waits into one transaction, so that many wait for one flush to disk, and
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

    private readonly Channel<QueuedSubmission> _queue = Channel.CreateBounded<QueuedSubmission>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly string _connectionString;
    private readonly PostgresPartitions _partitions;
    private readonly StorageMetrics _metrics;
    private readonly ILogger<PostgresWriter> _logger;
    private readonly Task _ended;
    private NpgsqlConnection? _connection;

    public PostgresWriter(string connectionString, PostgresPartitions partitions, StorageMetrics metrics, ILogger<PostgresWriter> logger)
    {
        _connectionString = connectionString;
        _partitions = partitions;
        _metrics = metrics;
        _logger = logger;
        _ended = Task.Run(RunAsync);
    }

    /// <summary>Submissions that wait now.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Whether a submission would be refused now.</summary>
    public bool IsFull => Waiting >= QueueCapacity;

    public static StorageUnavailableException Overloaded() => new("The database has more to write than it can keep up with.");

    public Task<StoredSubmission> SubmitAsync(NewSubmission submission)
    {
        var queued = new QueuedSubmission(submission);
        if (_queue.Writer.TryWrite(queued))
        {
            return queued.Completion;
        }

        _metrics.Refused();
        return Task.FromException<StoredSubmission>(_ended.IsCompleted ? new StorageUnavailableException("The database is closing.") : Overloaded());
    }

    /// <summary>Writes what waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ended.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var group = new List<QueuedSubmission>(GroupCapacity);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (group.Count < GroupCapacity && _queue.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            await CommitAsync(group).ConfigureAwait(false);
            group.Clear();
        }

        await DropConnectionAsync().ConfigureAwait(false);
    }

    private async Task CommitAsync(List<QueuedSubmission> group)
    {
        var measure = _metrics.Begin(group.Count);
        try
        {
            var stored = await StoreAsync(new([.. group.Select(queued => queued.Submission)])).ConfigureAwait(false);
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
            await SplitAsync(group, exception).ConfigureAwait(false);
        }
    }

    private async Task SplitAsync(List<QueuedSubmission> group, Exception exception)
    {
        if (group.Count == 1)
        {
            group[0].Fail(exception);
            return;
        }

        var half = group.Count / 2;
        await CommitAsync(group[..half]).ConfigureAwait(false);
        await CommitAsync(group[half..]).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<StoredSubmission>> StoreAsync(SubmissionGroup group)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var commits = false;
            try
            {
                await _partitions.EnsureAsync(group.Partitions).ConfigureAwait(false);
                if (await TryStoreAsync(group, alone: attempt > 1, () => commits = true).ConfigureAwait(false) is { } stored)
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
    private async Task<IReadOnlyList<StoredSubmission>?> TryStoreAsync(SubmissionGroup group, bool alone, Action commits)
    {
        var connection = await ConnectAsync().ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var state = await GroupReading.ReadAsync(connection, group, _partitions, alone).ConfigureAwait(false);
            StoredSubmission[] stored = [.. group.Submissions.Select(state.Decide)];
            if (state.NewReceipts.Count == 0)
            {
                return stored;
            }

            if (!await GroupWriting.TryWriteAsync(connection, state).ConfigureAwait(false))
            {
                return null;
            }

            commits();
            await transaction.CommitAsync().ConfigureAwait(false);
            return stored;
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        if (_connection is { State: System.Data.ConnectionState.Open })
        {
            return _connection;
        }

        await DropConnectionAsync().ConfigureAwait(false);
        _connection = new(_connectionString);
        await _connection.OpenAsync().ConfigureAwait(false);
        return _connection;
    }

    private async Task DropConnectionAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    [LoggerMessage(2101, LogLevel.Error, "The database refused a commit.")]
    private partial void LogRefused(Exception exception);
}
