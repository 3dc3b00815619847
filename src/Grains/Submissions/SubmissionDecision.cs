using System.Collections.Immutable;
using ToolTime.Grains.Storage;
using ToolTime.Submissions;
using ToolTime.Usage;

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
            (NewRow.Cell cell, _) when cell.Replaces(stored.Revision, stored.ContentHash.AsSpan()) =>
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

/// <summary>Stores submissions, many per commit.</summary>
public interface ISubmissionStore
{
    /// <summary>
    /// Applies <see cref="SubmissionDecision"/> to a submission and stores what is new in it, all or nothing, in one transaction. Durable
    /// when the call returns.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<SubmissionDecision> SubmitAsync(NewSubmission submission);
}

/// <summary>A submission on its way into storage.</summary>
public sealed record NewSubmission
{
    /// <summary>The random id of the receipt that is stored if anything in it is new.</summary>
    public required Guid Receipt { get; init; }

    /// <summary>The submitter.</summary>
    public required SubmitterId Submitter { get; init; }

    /// <summary>The coding agent that it is about.</summary>
    public required AgentClient Client { get; init; }

    /// <summary>When it was received, cut to the hour, UTC.</summary>
    public required DateTimeOffset ReceivedHour { get; init; }

    /// <summary>The maximum number of the submitter's receipts on the day of <see cref="ReceivedHour"/>; 0 for no limit.</summary>
    public required int DailyLimit { get; init; }

    /// <summary>Its rows, in the order sent.</summary>
    public required ImmutableArray<NewRow> Rows { get; init; }
}
