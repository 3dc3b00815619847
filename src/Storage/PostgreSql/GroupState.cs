using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// The stored state of a group's submitters, and the decisions on its submissions, each based on the ones before. Nothing here is durable
/// until the commit succeeds.
/// </summary>
internal sealed class GroupState
{
    private readonly List<NewReceipt> _newReceipts = [];
    private readonly HashSet<RowKey> _newCells = [];
    private readonly Dictionary<RowKey, (NewRow.Snapshot Row, Guid Receipt)> _newSnapshots = [];
    private readonly HashSet<Guid> _quarantined = [];

    /// <summary>When submitters deleted everything they had sent.</summary>
    public Dictionary<SubmitterId, DateTimeOffset> Tombstones { get; } = [];

    /// <summary>Submitters' receipts per day.</summary>
    public Dictionary<(SubmitterId, PostgresPartition), DayReceipts> Receipts { get; } = [];

    public Dictionary<RowKey, StoredCell> Cells { get; } = [];

    public HashSet<RowKey> Snapshots { get; } = [];

    /// <summary>The receipts that the commit must add.</summary>
    public IReadOnlyList<NewReceipt> NewReceipts => _newReceipts;

    /// <summary>The keys of <see cref="Cells"/> that the commit must write.</summary>
    public IReadOnlyCollection<RowKey> NewCells => _newCells;

    /// <summary>The snapshots that the commit must add.</summary>
    public IReadOnlyDictionary<RowKey, (NewRow.Snapshot Row, Guid Receipt)> NewSnapshots => _newSnapshots;

    /// <summary>Whether a new receipt is quarantined, with all its rows, because it replaces a quarantined cell.</summary>
    public bool IsQuarantined(Guid receipt) => _quarantined.Contains(receipt);

    /// <summary>Decides on the next submission.</summary>
    public SubmissionDecision Decide(NewSubmission submission)
    {
        var receiptsKey = (submission.Submitter, SubmissionGroup.ReceiptsOf(submission));
        var receipts = Receipts.GetValueOrDefault(receiptsKey);
        var decision = SubmissionDecision.Make(submission, new()
        {
            DeletedAt = Tombstones.TryGetValue(submission.Submitter, out var deletedAt) ? deletedAt : null,
            ReceiptsOfDay = receipts.Count,
            Rows = ImmutableArray.CreateRange(submission.Rows, row => VersionOf(RowKey.From(submission, row))),
        });
        if (!decision.Stores)
        {
            return decision;
        }

        Receipts[receiptsKey] = new(receipts.Count + 1, receipts.LastOrdinal + 1);
        _newReceipts.Add(
            new(receiptsKey.Item2, submission.Submitter, receipts.LastOrdinal + 1, submission.Receipt, submission.ReceivedHour)
        );
        foreach (var (row, decided) in submission.Rows.Zip(decision.Rows))
        {
            if (decided.Outcome == RowOutcome.New)
            {
                Store(RowKey.From(submission, row), row, submission.Receipt);
            }
        }

        return decision;
    }

    private RowVersion? VersionOf(RowKey key) =>
        Cells.TryGetValue(key, out var cell)
            ? new(
                cell.Revision,
                ImmutableCollectionsMarshal.AsImmutableArray(cell.ContentHash),
                ImmutableCollectionsMarshal.AsImmutableArray(cell.Content)
            )
        : Snapshots.Contains(key) ? RowVersion.Snapshot
        : null;

    private void Store(RowKey key, NewRow row, Guid receipt)
    {
        if (row is NewRow.Snapshot snapshot)
        {
            Snapshots.Add(key);
            _newSnapshots.TryAdd(key, (snapshot, receipt));
        }
        else if (row is NewRow.Cell cell && (!Cells.TryGetValue(key, out var stored) || cell.Replaces(stored.Revision, stored.ContentHash)))
        {
            // The replaced cell may be one of this group, whose receipt was quarantined for another of its cells.
            if (stored is { Quarantined: true } || (stored?.Receipt is { } replaced && IsQuarantined(replaced)))
            {
                _quarantined.Add(receipt);
            }

            // If a submission contains a cell twice, the one that counts is stored.
            Cells[key] = new(
                cell.Revision,
                ImmutableCollectionsMarshal.AsArray(cell.ContentHash)!,
                ImmutableCollectionsMarshal.AsArray(cell.Content)!,
                IsQuarantined(receipt),
                receipt);
            _newCells.Add(key);
        }
    }
}

/// <summary>A submitter's receipts on one day.</summary>
/// <param name="Count">The number of receipts.</param>
/// <param name="LastOrdinal">The greatest ordinal; more than the count if some were removed.</param>
internal readonly record struct DayReceipts(long Count, int LastOrdinal);

/// <summary>A cell as stored, or as the commit will store it.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="ContentHash">SHA-256 of its content.</param>
/// <param name="Content">Its content.</param>
/// <param name="Quarantined">Whether it is excluded from reads.</param>
/// <param name="Receipt">The receipt of the submission that contains it; null if it was stored before.</param>
internal sealed record StoredCell(long Revision, byte[] ContentHash, byte[] Content, bool Quarantined, Guid? Receipt);

/// <summary>A receipt to be stored.</summary>
internal readonly record struct NewReceipt(
    PostgresPartition Partition,
    SubmitterId Submitter,
    int Ordinal,
    Guid Id,
    DateTimeOffset ReceivedHour
)
{
    /// <summary>The order in which receipts are written.</summary>
    public static int Compare(NewReceipt left, NewReceipt right)
    {
        var submitters = string.CompareOrdinal(left.Submitter.ToString(), right.Submitter.ToString());
        return submitters != 0 ? submitters : left.Ordinal.CompareTo(right.Ordinal);
    }
}
