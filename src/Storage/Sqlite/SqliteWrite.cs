namespace ToolTime.Storage.Sqlite;

/// <summary>A write that waits for its commit.</summary>
internal abstract class SqliteWrite
{
    /// <summary>Does it; the result is told only after the commit. May be run again after a rollback.</summary>
    public abstract void Run(SqliteWrites writes);

    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}
