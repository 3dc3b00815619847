using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Storage.Commit;
using IsolationLevel = System.Data.IsolationLevel;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// The PostgreSQL database, which any number of servers may share: a pool of connections, and a few that write groups of submissions.
/// </summary>
internal sealed class PostgresDatabase(
    IOptions<StorageOptions> options,
    DomainClock clock,
    CurrentNames names,
    StorageMetrics metrics,
    ILogger<PostgresCommitQueue> logger) : IStorageEngine
{
    /// <summary>The number of groups that a process commits at once: while one waits for the disk, the other is prepared.</summary>
    private const int WriterCount = 2;

    /// <summary>
    /// The number of snapshots that a process reads at once. They have their own connections, so that holding one never blocks other work.
    /// </summary>
    private const int SnapshotCount = 8;

    /// <summary>The maximum number of times a transaction with conflicts is run.</summary>
    private const int Attempts = 8;

    /// <summary>The oldest server version that is tested.</summary>
    private static readonly Version OldestServer = new(13, 0);

    private NpgsqlDataSource? _source;
    private NpgsqlDataSource? _snapshots;
    private PostgresCommitQueue[] _writers = [];

    public string? FilePath => null;

    /// <summary>Rows found to differ from what was stored.</summary>
    public DamagedRows Damaged { get; } = new(logger);

    public int DamagedRows => Damaged.Count;

    private ClockMark ClockMark => new(clock);

    private NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("The storage is used before it is opened.");

    public void Open() => Open(PostgresMigrations.Apply);

    public void OpenExisting() => Open(PostgresMigrations.Check);

    private void Open(Action<NpgsqlConnection> bringUp)
    {
        var settings = PostgresConnectionString.Parse(options.Value.ConnectionString);
        var source = NpgsqlDataSource.Create(settings);
        try
        {
            using (var connection = source.OpenConnection())
            {
                Check(connection);
                RefuseOthers(connection);
                bringUp(connection);
                MarkClock(connection);
                RefuseOthers(connection);
                PostgresNameNormalization.Run(connection, names.List);
            }

            _source = source;
            _snapshots = NpgsqlDataSource.Create(PostgresConnectionString.ForSnapshots(settings, SnapshotCount));
            var partitions = new KnownPartitions(this);
            _writers =
            [
                .. Enumerable
                    .Range(0, WriterCount)
                    .Select(_ => new PostgresCommitQueue(PostgresConnectionString.ForWriters(settings), partitions, metrics, logger)),
            ];
            metrics.ObserveQueue(() => _writers.Sum(writer => writer.Waiting));
        }
        catch (Exception exception) when (exception is NpgsqlException or StorageUnavailableException)
        {
            source.Dispose();
            var reason = exception is NpgsqlException npgsql ? PostgresFaults.ToUnavailable(npgsql).Message : exception.Message;
            throw new StorageUnavailableException(
                $"Cannot use the database {settings.Database} at {settings.Host}:{settings.Port}: {reason}",
                exception
            );
        }
    }

    /// <summary>
    /// The writer of a submitter or device: always the same for a number, so that groups of this process never conflict over one.
    /// </summary>
    public PostgresCommitQueue WriterOf(UInt128 number)
    {
        var writers = _writers;
        return writers.Length == 0
            ? throw new InvalidOperationException("The storage is used before it is opened.")
            : writers[(int)(number % (UInt128)writers.Length)];
    }

    /// <summary>Runs a function in a read-committed transaction, and again if it conflicts with others.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    public async Task<T> TransactAsync<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var connection = await Source.OpenConnectionAsync().ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted).ConfigureAwait(false);
                    await using (transaction.ConfigureAwait(false))
                    {
                        var result = await work(connection).ConfigureAwait(false);
                        await transaction.CommitAsync().ConfigureAwait(false);
                        return result;
                    }
                }
            }
            catch (NpgsqlException exception) when (attempt < Attempts && PostgresFaults.IsTransient(exception))
            {
                // The conflicting process has finished meanwhile.
            }
            catch (NpgsqlException exception) when (PostgresFaults.IsEnvironmentFault(exception))
            {
                throw PostgresFaults.ToUnavailable(exception);
            }
        }
    }

    /// <summary>Runs a function that reads; again if a partition that it listed has been purged since.</summary>
    /// <exception cref="StorageUnavailableException">The database could not answer.</exception>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancellationToken) =>
        ReadAsync(() => Source.OpenConnectionAsync(cancellationToken), read);

    /// <summary>
    /// Reads something for which no index serves, so that it may take minutes. The commands are <see cref="PostgresSql.LongCommand"/>s.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The database could not answer.</exception>
    public Task<T> SearchAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancellationToken) =>
        ReadAsync(
            () => OpenSnapshotAsync(cancellationToken),
            async connection =>
            {
                // What no index finds is read in order.
                await connection.Command("SET enable_seqscan = on").ExecuteAsync().ConfigureAwait(false);
                return await read(connection).ConfigureAwait(false);
            }
        );

    /// <summary>Opens a connection for a long-lived snapshot.</summary>
    public ValueTask<NpgsqlConnection> OpenSnapshotAsync(CancellationToken cancellationToken) =>
        (_snapshots ?? throw new InvalidOperationException("The storage is used before it is opened.")).OpenConnectionAsync(
            cancellationToken
        );

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_writers.Any(writer => writer.IsFull))
        {
            throw StorageUnavailableException.Overloaded();
        }

        await TransactAsync(connection =>
                connection
                    .Command(
                        "INSERT INTO meta AS stored (name, value) VALUES ('checks', '1') ON CONFLICT (name) DO UPDATE SET value = (stored.value::bigint + 1)::text"
                    )
                    .ExecuteAsync()
            )
            .WaitAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    public Task ReleaseMemoryAsync() => Task.CompletedTask;

    public Task<long> MeasureSizeAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            connection => connection.Command("SELECT pg_database_size(current_database())").ReadScalarAsync<long>(cancellationToken),
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        // The container disposes twice of a singleton registered under two types.
        foreach (var writer in Interlocked.Exchange(ref _writers, []))
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var source in (NpgsqlDataSource?[])[Interlocked.Exchange(ref _source, null), Interlocked.Exchange(ref _snapshots, null)])
        {
            if (source is not null)
            {
                await source.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<T> ReadAsync<T>(Func<ValueTask<NpgsqlConnection>> open, Func<NpgsqlConnection, Task<T>> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var connection = await open().ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    return await read(connection).ConfigureAwait(false);
                }
            }
            catch (NpgsqlException exception) when (attempt < Attempts && PostgresFaults.IsMissingTable(exception))
            {
                // The partitions are listed again.
            }
            catch (NpgsqlException exception) when (PostgresFaults.IsEnvironmentFault(exception))
            {
                throw PostgresFaults.ToUnavailable(exception);
            }
        }
    }

    private static void Check(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion < OldestServer)
        {
            throw new StorageUnavailableException(
                $"the server is PostgreSQL {connection.PostgreSqlVersion}, and {OldestServer.Major} or newer is needed"
            );
        }

        using var command = connection.Command("SELECT current_setting('server_encoding')");
        if (command.ExecuteScalar() is not "UTF8")
        {
            throw new StorageUnavailableException("its encoding is not UTF8");
        }
    }

    private void MarkClock(NpgsqlConnection connection)
    {
        using var mark = connection.Command("INSERT INTO meta (name, value) VALUES ('clock', $1) ON CONFLICT DO NOTHING", ClockMark.Text);
        mark.ExecuteNonQuery();
    }

    /// <summary>
    /// Refuses a database of the other clock: first before anything in it is changed, then if another server has marked it since.
    /// </summary>
    private void RefuseOthers(NpgsqlConnection connection)
    {
        if (PostgresMigrations.ReadVersion(connection) > 0)
        {
            using var read = connection.Command("SELECT value FROM meta WHERE name = 'clock'");
            ClockMark.Check(read.ExecuteScalar() as string);
        }
    }
}
