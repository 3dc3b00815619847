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

/// <summary>A stored row: of a snapshot nothing but that it is there, since all of its key is in the question.</summary>
/// <param name="Revision">A cell's revision; 0 for a snapshot.</param>
/// <param name="ContentHash">SHA-256 of its content.</param>
/// <param name="Content">A cell's content.</param>
public sealed record RowVersion(long Revision, ImmutableArray<byte> ContentHash, ImmutableArray<byte> Content)
{
    /// <summary>A snapshot that is stored.</summary>
    public static RowVersion Snapshot { get; } = new(0, [], []);
}
