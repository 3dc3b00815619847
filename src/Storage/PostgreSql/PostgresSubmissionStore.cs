using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Takes submissions in, many to a commit.</summary>
internal sealed class PostgresSubmissionStore(PostgresDatabase database) : ISubmissionStore
{
    public Task<SubmissionDecision> SubmitAsync(NewSubmission submission) => database.SubmitAsync(submission);
}
