namespace ToolTime.Storage.Sqlite;

/// <summary>A write that waits for its commit.</summary>
internal abstract class SqliteWrite
{
    /// <summary>True for a submission, which reads and notes marks only by <see cref="SqliteWrites.Marks"/>; for all others they are written first.</summary>
    public abstract bool LeavesMarks { get; }

    /// <summary>Does it; the result is told only after the commit. May be run again after a rollback.</summary>
    public abstract void Run(SqliteWrites writes);

    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}
