namespace ToolTime.Grains.Submissions;

/// <summary>Takes submissions in, many to a commit.</summary>
public interface ISubmissionStore
{
    /// <summary>
    /// Has <see cref="SubmissionDecision"/> decide on a submission and stores what is new in it, all or nothing, in one transaction.
    /// Durable when the call returns.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<SubmissionDecision> SubmitAsync(NewSubmission submission);
}
