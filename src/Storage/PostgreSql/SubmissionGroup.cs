using ToolTime.Calendar;
using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>The submissions of one transaction, and what they touch.</summary>
internal sealed class SubmissionGroup
{
    public SubmissionGroup(IReadOnlyList<NewSubmission> submissions)
    {
        Submissions = submissions;
        Stripes = [.. submissions.Select(submission => PostgresLocks.StripeOf(submission.Submitter)).Distinct().Order()];
        Submitters = [.. submissions.Select(submission => submission.Submitter).Distinct().Select(submitter => submitter.ToBytes())];
        Keys = [.. submissions.SelectMany(submission => submission.Rows, RowKey.From).Distinct()];
        Partitions = [.. Keys.Select(key => key.Partition).Concat(submissions.Select(ReceiptsOf)).Distinct()];
    }

    public IReadOnlyList<NewSubmission> Submissions { get; }

    /// <summary>The stripes of their submitters, ascending.</summary>
    public int[] Stripes { get; }

    public byte[][] Submitters { get; }

    /// <summary>The keys of their rows, without duplicates.</summary>
    public IReadOnlyList<RowKey> Keys { get; }

    /// <summary>The partitions of these rows and of their receipts.</summary>
    public IReadOnlyList<PostgresPartition> Partitions { get; }

    /// <summary>The partition of a submission's receipt.</summary>
    public static PostgresPartition ReceiptsOf(NewSubmission submission) =>
        PostgresPartition.Receipts(submission.ReceivedHour.UtcDay());
}
