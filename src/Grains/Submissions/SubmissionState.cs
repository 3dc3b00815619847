using System.Collections.Immutable;

namespace ToolTime.Grains.Submissions;

/// <summary>What a storage holds that a decision on a submission depends on, read inside the transaction that writes it.</summary>
public sealed record SubmissionState
{
    /// <summary>When the submitter deleted everything; null where that is not known.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Receipts of the submitter on the day on which the submission is received.</summary>
    public required long ReceiptsOfDay { get; init; }

    /// <summary>For each row of the submission what is stored in its place; null where nothing is.</summary>
    public required ImmutableArray<RowVersion?> Rows { get; init; }
}
