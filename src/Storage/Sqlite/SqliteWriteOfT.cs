namespace ToolTime.Storage.Sqlite;

/// <summary>A write with a result.</summary>
internal sealed class SqliteWrite<T>(Func<SqliteWrites, T> write, bool leavesMarks) : SqliteWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public override bool LeavesMarks => leavesMarks;

    public Task<T> Completion => _completion.Task;

    public override void Run(SqliteWrites writes) => _result = write(writes);

    public override void Succeed() => _completion.SetResult(_result!);

    public override void Fail(Exception exception) => _completion.SetException(exception);
}
