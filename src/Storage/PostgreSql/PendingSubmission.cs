using ToolTime.Grains.Submissions;
using ToolTime.Storage.Commit;

namespace ToolTime.Storage.PostgreSql;

/// <summary>A submission that waits for its commit.</summary>
internal sealed class PendingSubmission(NewSubmission submission) : PendingWrite
{
    private readonly TaskCompletionSource<SubmissionDecision> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NewSubmission Submission { get; } = submission;

    /// <summary>What the commit decided; handed over only after it.</summary>
    public SubmissionDecision? Decision { get; set; }

    public Task<SubmissionDecision> Completion => _completion.Task;

    public override void Succeed() => _completion.SetResult(Decision!);

    public override void Fail(Exception exception) => _completion.SetException(exception);
}
