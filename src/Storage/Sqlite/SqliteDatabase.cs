using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Storage.Commit;

namespace ToolTime.Storage.Sqlite;

/// <summary>One server's SQLite database: one writer, and readers that each see one snapshot.</summary>
internal sealed class SqliteDatabase(
    IOptions<StorageOptions> options,
    DomainClock clock,
    CurrentNames names,
    StorageMetrics metrics,
    ILogger<SqliteCommitQueue> logger) : IStorageEngine
{
    /// <summary>Changes a page each time; an unchanged one would not be written.</summary>
    private const string CountCheck =
        "INSERT INTO meta (name, value) VALUES ('checks', '1') ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)";

    /// <summary>The free disk space below which commits of submissions may fail.</summary>
    private const long LeastFreeBytes = 1 << 20;

    private SqliteFile? _file;
    private SqliteCommitQueue? _writer;
    private bool _isClosed;

    public string FilePath => PathOf(options.Value.ConnectionString);

    /// <summary>Rows found to differ from what was stored.</summary>
    public DamagedRows Damaged { get; } = new(logger);

    public int DamagedRows => Damaged.Count;

    private ClockMark ClockMark => new(clock);

    private SqliteFile File => _file ?? throw new InvalidOperationException("The storage is used before it is opened.");

    private SqliteCommitQueue Writer => _writer ?? throw new InvalidOperationException("The storage is used before it is opened.");

    public void Open() => Open(migrates: true);

    public void OpenExisting()
    {
        if (!System.IO.File.Exists(FilePath))
        {
            throw new StorageUnavailableException($"There is no database {FilePath}. Is Storage:ConnectionString right?");
        }

        Open(migrates: false);
    }

    /// <summary>Runs a function in a transaction of the writer, grouped with others.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteWriteContext, T> write) =>
        Writer.WriteAsync(context =>
        {
            context.FlushDays();
            return write(context);
        });

    /// <summary>Like <see cref="WriteAsync"/>, for a submission or an event, which does not read `days`: they are written once a group.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    public Task<T> AppendAsync<T>(Func<SqliteWriteContext, T> write) => Writer.WriteAsync(write);

    /// <summary>Runs a function that reads from one snapshot, off the caller's thread.</summary>
    /// <exception cref="StorageUnavailableException">The database could not answer.</exception>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        SqliteFaults.GuardAsync(
            () =>
            {
                using var connection = File.OpenReader();
                using var transaction = connection.BeginTransaction(deferred: true);
                return read(connection);
            },
            cancellationToken);

    /// <summary>Opens a read-only connection for a long-lived snapshot.</summary>
    public SqliteConnection OpenReader() => File.OpenReader();

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(connection => connection.ReadNumber("SELECT count(*) FROM meta"), cancellationToken).ConfigureAwait(false);
        await WriteAsync(context => context.Command(CountCheck).ExecuteNonQuery()).WaitAsync(cancellationToken).ConfigureAwait(false);

        // A single page may still fit into a log that has no room for a submission.
        if (File.FreeBytes < LeastFreeBytes)
        {
            throw new StorageUnavailableException("The database's disk has less than a megabyte left.");
        }
    }

    public Task ReleaseMemoryAsync() => WriteAsync(context => context.ReleaseMemory());

    public Task<long> MeasureSizeAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            new[] { FilePath, FilePath + "-wal" }.Select(path => new FileInfo(path)).Sum(file => file.Exists ? file.Length : 0)
        );

    public async ValueTask DisposeAsync()
    {
        // The container disposes twice of a singleton registered under two types.
        if (_writer is not null && !Interlocked.Exchange(ref _isClosed, true))
        {
            SqliteConnection.ClearAllPools();
            await _writer.DisposeAsync().ConfigureAwait(false);
        }

        _file?.Dispose();
    }

    private static string PathOf(string connectionString)
    {
        try
        {
            var source = new SqliteConnectionStringBuilder(connectionString).DataSource;
            return source is "" or ":memory:" || source.StartsWith("file:", StringComparison.Ordinal)
                ? throw new StorageUnavailableException("Storage:ConnectionString must name a file: Data Source=PATH.")
                : Resolve(Path.GetFullPath(source));
        }
        catch (ArgumentException exception)
        {
            throw new StorageUnavailableException("Storage:ConnectionString is not a SQLite connection string: Data Source=PATH.", exception);
        }
    }

    /// <summary>Follows a link, so that a file has one lock, whatever it is called.</summary>
    private static string Resolve(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    private void Open(bool migrates)
    {
        var path = FilePath;
        SqliteConnection? connection = null;
        try
        {
            _file = SqliteFile.Hold(path);
            connection = _file.OpenWriter();
            RefuseOthers(connection);
            if (!migrates && SqliteMigrations.ReadVersion(connection) < SqliteMigrations.Newest)
            {
                throw StorageUnavailableException.NotMigrated();
            }

            _file.Prepare(connection);
            SqliteMigrations.Apply(connection);
            SqliteMigrations.Check(connection);
            Mark(connection);
            SqliteNameNormalization.Run(connection, names.List);
            _writer = new(connection, metrics, logger);
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

    /// <summary>Refuses an unsuitable file before anything in it is changed.</summary>
    private void RefuseOthers(SqliteConnection connection)
    {
        if (SqliteMigrations.ReadVersion(connection) > 0)
        {
            ClockMark.Check(connection.ReadText("SELECT value FROM meta WHERE name = 'clock'"));
        }
    }

    /// <summary>Records which clock the database belongs to, and the number by which Orleans' file knows it.</summary>
    private void Mark(SqliteConnection connection) =>
        connection.Execute(
            "INSERT INTO meta (name, value) VALUES ('clock', $clock), ('id', $id) ON CONFLICT DO NOTHING",
            ("$clock", ClockMark.Text),
            ("$id", $"{RandomNumberGenerator.GetInt32(1, int.MaxValue)}")
        );
}
