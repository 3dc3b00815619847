using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using ToolTime.Storage.Commit;

namespace ToolTime.Storage.Sqlite;

/// <summary>All writes of a SQLite database, committed in groups.</summary>
internal sealed partial class SqliteCommitQueue : GroupCommitQueue<ISqliteWrite>
{
    /// <summary>The maximum number of waiting writes.</summary>
    public const int QueueCapacity = 8_192;

    private readonly SqliteConnection _connection;
    private readonly SqliteWriteContext _context;
    private readonly ILogger<SqliteCommitQueue> _logger;

    public SqliteCommitQueue(SqliteConnection connection, StorageMetrics metrics, ILogger<SqliteCommitQueue> logger)
        : base(QueueCapacity, metrics)
    {
        _connection = connection;
        _context = new(connection);
        _logger = logger;
        metrics.ObserveQueue(() => Waiting);
        Start("SQLite writer");
    }

    public Task<T> WriteAsync<T>(Func<SqliteWriteContext, T> write)
    {
        var pending = new PendingSqliteWrite<T>(write);
        Enqueue(pending);
        return pending.Completion;
    }

    protected override void CommitGroup(IReadOnlyList<ISqliteWrite> group)
    {
        try
        {
            _context.Command("BEGIN IMMEDIATE").ExecuteNonQuery();
            foreach (var write in group)
            {
                write.Run(_context);
            }

            _context.FlushDays();
            _context.Command("COMMIT").ExecuteNonQuery();
        }
        catch (Exception exception)
        {
            RollBack();
            if (exception is SqliteException sqlite && SqliteFaults.IsEnvironmentFault(sqlite))
            {
                throw SqliteFaults.ToUnavailable(sqlite);
            }

            throw;
        }
    }

    protected override void Close()
    {
        _context.Dispose();
        _connection.Dispose();
    }

    private void RollBack()
    {
        _context.ForgetDays();
        try
        {
            _context.Command("ROLLBACK").ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back, or there was nothing to roll back.
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "The database refused a commit.")]
    protected override partial void LogRefused(Exception exception);
}

/// <summary>A write waiting for its commit.</summary>
internal interface ISqliteWrite : IPendingWrite
{
    /// <summary>Runs the write; the result is passed on only after the commit. May run again after a rollback.</summary>
    void Run(SqliteWriteContext context);
}

internal sealed class PendingSqliteWrite<T>(Func<SqliteWriteContext, T> write) : PendingWrite<T>, ISqliteWrite
{
    public void Run(SqliteWriteContext context) => Result = write(context);
}
