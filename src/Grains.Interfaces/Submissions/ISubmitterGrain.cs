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
}
