using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>A submission that waits for its commit.</summary>
internal sealed class QueuedSubmission(NewSubmission submission)
{
    private readonly TaskCompletionSource<SubmissionDecision> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NewSubmission Submission { get; } = submission;

    public Task<SubmissionDecision> Completion => _completion.Task;

    public void Succeed(SubmissionDecision stored) => _completion.SetResult(stored);

    public void Fail(Exception exception) => _completion.SetException(exception);
}
