using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Sqlite;

/// <summary>The SQLite database of one server: one writer, and readers that each see one snapshot.</summary>
internal sealed class SqliteDatabase(
    IOptions<StorageOptions> options,
    [FromKeyedServices(DomainClock.Key)] TimeProvider clock,
    ILogger<SqliteWriter> logger) : IStorageEngine
{
    private SqliteFile? _file;
    private SqliteWriter? _writer;

    private SqliteFile File => _file ?? throw new InvalidOperationException("The storage is used before it is opened.");

    private SqliteWriter Writer => _writer ?? throw new InvalidOperationException("The storage is used before it is opened.");

    public void Open()
    {
        var path = PathOf(options.Value.ConnectionString);
        SqliteConnection? connection = null;
        try
        {
            _file = SqliteFile.Hold(path);
            using (var look = _file.OpenReader())
            {
                // Before anything is written: a file that is another's stays as it is.
                SqliteMigrations.ReadVersion(look);
            }

            connection = _file.OpenWriter();
            _file.Check(connection);
            SqliteMigrations.Apply(connection);
            MarkClock(connection, simulated: clock is SimulatedClock);
            _writer = new(connection, logger);
        }
        catch (Exception exception) when (exception is SqliteException or StorageUnavailableException)
        {
            connection?.Dispose();
            _file?.Dispose();
            _file = null;
            var reason = exception is SqliteException sqlite ? SqliteFaults.ToUnavailable(sqlite).Message : exception.Message;
            throw new StorageUnavailableException($"Cannot use the database {path}: {reason}", exception);
        }
    }

    /// <summary>Does something in a transaction of the writer, together with others.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteWrites, T> write) => Writer.WriteAsync(write);

    /// <summary>Reads something at one snapshot, off the caller's thread.</summary>
    /// <exception cref="StorageUnavailableException">The database could not answer.</exception>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                try
                {
                    using var connection = File.OpenReader();
                    using var transaction = connection.BeginTransaction(deferred: true);
                    return read(connection);
                }
                catch (SqliteException exception) when (SqliteFaults.IsOfTheWorld(exception))
                {
                    throw SqliteFaults.ToUnavailable(exception);
                }
            },
            cancellationToken);

    /// <summary>Opens a connection that only reads, for a longer snapshot.</summary>
    public SqliteConnection OpenReader() => File.OpenReader();

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(connection => connection.ReadNumber("SELECT count(*) FROM meta"), cancellationToken).ConfigureAwait(false);
        await WriteAsync(writes => 0).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        // The container disposes of what it knows under two names twice.
        var writer = Interlocked.Exchange(ref _writer, null);
        if (writer is not null)
        {
            SqliteConnection.ClearAllPools();
            await writer.DisposeAsync().ConfigureAwait(false);
        }

        Interlocked.Exchange(ref _file, null)?.Dispose();
    }

    private static string PathOf(string connectionString)
    {
        try
        {
            var source = new SqliteConnectionStringBuilder(connectionString).DataSource;
            return source is "" or ":memory:" || source.StartsWith("file:", StringComparison.Ordinal)
                ? throw new StorageUnavailableException("Storage:ConnectionString must name a file: Data Source=PATH.")
                : Path.GetFullPath(source);
        }
        catch (ArgumentException exception)
        {
            throw new StorageUnavailableException("Storage:ConnectionString is not one of SQLite: Data Source=PATH.", exception);
        }
    }

    private static void MarkClock(SqliteConnection connection, bool simulated)
    {
        var mine = simulated ? "simulated" : "real";
        connection.Execute("INSERT INTO meta (name, value) VALUES ('clock', $clock) ON CONFLICT DO NOTHING", ("$clock", mine));
        if (connection.ReadText("SELECT value FROM meta WHERE name = 'clock'") != mine)
        {
            throw new StorageUnavailableException(simulated
                ? "it holds real reports, which a simulated clock must not touch"
                : "it was written under a simulated clock; set Clock:File, or use another database");
        }
    }
}
