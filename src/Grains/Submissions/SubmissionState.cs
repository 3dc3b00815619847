using System.Collections.Immutable;

namespace ToolTime.Grains.Submissions;

/// <summary>What is stored that a decision on a submission depends on, read inside the transaction that writes it.</summary>
public sealed record SubmissionState
{
    /// <summary>When the submitter deleted everything; null if never or no longer known.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The submitter's receipts on the day on which the submission is received.</summary>
    public required long ReceiptsOfDay { get; init; }

    /// <summary>For each row of the submission, the stored row with the same key; null if there is none.</summary>
    public required ImmutableArray<RowVersion?> Rows { get; init; }
}

/// <summary>The version of a stored row. A snapshot is identified by its key alone, so only its presence matters.</summary>
/// <param name="Revision">A cell's revision; 0 for a snapshot.</param>
/// <param name="ContentHash">SHA-256 of its content.</param>
/// <param name="Content">A cell's content.</param>
public sealed record RowVersion(long Revision, ImmutableArray<byte> ContentHash, ImmutableArray<byte> Content)
{
    /// <summary>A stored snapshot.</summary>
    public static RowVersion Snapshot { get; } = new(0, [], []);
}
