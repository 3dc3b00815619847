namespace ToolTime.Submissions;

/// <summary>One token's submissions in one epoch, handled one at a time; the key is a <see cref="SubmitterId"/>.</summary>
public interface ISubmitterGrain : IGrainWithStringKey
{
    /// <summary>
    /// Accepts a submission. It is durable when the call returns <see cref="SubmissionOutcome.Accepted"/>. The same submission may be sent
    /// again and is then a duplicate.
    /// </summary>
    Task<SubmissionOutcome> SubmitAsync(Submission submission);

    /// <summary>
    /// Deletes everything this submitter sent. Like submissions, it takes its turn; when the call returns, it is durable and nothing comes
    /// back. May be called again.
    /// </summary>
    /// <param name="epoch">The number of the submitter's epoch; the key does not contain it.</param>
    Task DeleteAsync(int epoch);
}
