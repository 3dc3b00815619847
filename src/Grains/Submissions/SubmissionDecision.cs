using System.Collections.Immutable;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Submissions;

/// <summary>
/// Whether a submission is new, a duplicate, or over the day's limit. Pure: both storages call it inside a transaction and write what is
/// new, all or nothing.
/// </summary>
/// <param name="IsOverQuota">Something would be new, but the day's limit is reached; nothing is stored.</param>
/// <param name="Rows">The decision on each row, in the order given.</param>
public sealed record SubmissionDecision(bool IsOverQuota, ImmutableArray<RowDecision> Rows)
{
    /// <summary>Whether there is anything to store.</summary>
    public bool Stores => !IsOverQuota && Rows.Any(row => row.Outcome == RowOutcome.New);

    /// <summary>
    /// Decides. Duplicates are: rows that the submitter deleted; a cell, unless its revision is greater than the stored one, or equal with
    /// a greater content hash; and a snapshot already stored. Only new rows count against the day's limit.
    /// </summary>
    public static SubmissionDecision Make(NewSubmission submission, SubmissionState state)
    {
        ArgumentNullException.ThrowIfNull(submission);
        ArgumentNullException.ThrowIfNull(state);
        ImmutableArray<RowDecision> rows = [.. submission.Rows.Zip(state.Rows, (row, stored) => Make(row, stored, state.DeletedAt))];
        var isNew = rows.Any(row => row.Outcome == RowOutcome.New);
        return new(isNew && submission.DailyLimit > 0 && state.ReceiptsOfDay >= submission.DailyLimit, rows);
    }

    private static RowDecision Make(NewRow row, RowVersion? stored, DateTimeOffset? deletedAt)
    {
        if (deletedAt is { } at && Tombstone.Covers(row, at))
        {
            return new() { Outcome = RowOutcome.Duplicate };
        }

        return (row, stored) switch
        {
            (_, null) => new() { Outcome = RowOutcome.New },
            (NewRow.Cell cell, _)
                when CellPrecedence.Replaces(cell.Revision, cell.ContentHash.AsSpan(), stored.Revision, stored.ContentHash.AsSpan()) =>
                new() { Outcome = RowOutcome.New, ReplacedContent = stored.Content },
            (NewRow.Cell, _) => new() { Outcome = RowOutcome.Duplicate, StoredRevision = stored.Revision },
            _ => new() { Outcome = RowOutcome.Duplicate },
        };
    }
}

/// <summary>The decision on a row.</summary>
public sealed record RowDecision
{
    /// <summary>Whether the row is new or a duplicate.</summary>
    public required RowOutcome Outcome { get; init; }

    /// <summary>For a duplicate cell, the stored revision; null if its submitter deleted it.</summary>
    public long? StoredRevision { get; init; }

    /// <summary>For a cell that replaces an older one, the older one's content; otherwise default.</summary>
    public ImmutableArray<byte> ReplacedContent { get; init; }
}

/// <summary>The decision on a single row.</summary>
public enum RowOutcome
{
    /// <summary>It is new and is stored.</summary>
    New,

    /// <summary>The same or a newer one is stored, or its submitter deleted it.</summary>
    Duplicate,
}
