using ToolTime.Storage.Commit;

namespace ToolTime.Storage.Sqlite;

/// <summary>A write waiting for its commit.</summary>
internal abstract class PendingSqliteWrite : PendingWrite
{
    /// <summary>
    /// True for a submission, which accesses marks only through <see cref="SqliteWriteContext.Marks"/>; before all other writes, the marks
    /// are flushed.
    /// </summary>
    public abstract bool LeavesMarks { get; }

    /// <summary>Runs the write; the result is passed on only after the commit. May run again after a rollback.</summary>
    public abstract void Run(SqliteWriteContext context);
}

/// <summary>A write with a result.</summary>
internal sealed class PendingSqliteWrite<T>(Func<SqliteWriteContext, T> write, bool leavesMarks) : PendingSqliteWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public override bool LeavesMarks => leavesMarks;

    public Task<T> Completion => _completion.Task;

    public override void Run(SqliteWriteContext context) => _result = write(context);

    public override void Succeed() => _completion.SetResult(_result!);

    public override void Fail(Exception exception) => _completion.SetException(exception);
}
