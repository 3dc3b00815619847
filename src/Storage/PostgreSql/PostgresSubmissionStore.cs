using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Stores submissions, many per commit.</summary>
internal sealed class PostgresSubmissionStore(PostgresDatabase database) : ISubmissionStore
{
    public Task<SubmissionDecision> SubmitAsync(NewSubmission submission) => database.SubmitAsync(submission);
}
