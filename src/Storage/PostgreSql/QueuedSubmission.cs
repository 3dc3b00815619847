using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>A submission that waits for its commit.</summary>
internal sealed class QueuedSubmission(NewSubmission submission)
{
    private readonly TaskCompletionSource<StoredSubmission> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NewSubmission Submission { get; } = submission;

    public Task<StoredSubmission> Completion => _completion.Task;

    public void Succeed(StoredSubmission stored) => _completion.SetResult(stored);

    public void Fail(Exception exception) => _completion.SetException(exception);
}
