namespace ToolTime.Submissions;

/// <summary>
/// The submissions of one token in one epoch, one at a time; the key is a <see cref="SubmitterId"/>.
/// </summary>
public interface ISubmitterGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes a submission in. When the call returns <see cref="SubmissionOutcome.Accepted"/>, it is durable. It may be called again
    /// with the same submission, which is then a duplicate.
    /// </summary>
    Task<SubmissionOutcome> SubmitAsync(Submission submission);

    /// <summary>
    /// Deletes all that this submitter sent, as a turn among its submissions. When the call returns, that is durable and
    /// nothing of it comes back. It may be called again.
    /// </summary>
    /// <param name="epoch">The number of the submitter's epoch, which its key does not hold.</param>
    Task DeleteAsync(int epoch);
}
