using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Stores submissions, many per commit.</summary>
internal sealed class PostgresSubmissionStore(PostgresDatabase database) : ISubmissionStore
{
    public Task<SubmissionDecision> SubmitAsync(NewSubmission submission) =>
        database.WriterOf((UInt128)PostgresLocks.StripeOf(submission.Submitter)).SubmitAsync(submission);
}
