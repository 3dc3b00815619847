using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Submissions;

/// <summary>Takes submissions in, many to a commit.</summary>
public interface ISubmissionStore
{
    /// <summary>
    /// Decides on a submission and keeps what is new in it, all or nothing. For each row in turn: a week that is closed is late; what the
    /// submitter deleted is a duplicate; so is a cell unless its revision is greater than the kept one, or equal with a greater content
    /// hash; so is a snapshot that is kept. Only what is new counts against the limit of the day.
    /// Durable when the call returns.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<StoredSubmission> SubmitAsync(NewSubmission submission);
}
