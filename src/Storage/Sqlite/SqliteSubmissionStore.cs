using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.Sqlite;

/// <summary>Takes submissions in, many to a commit.</summary>
internal sealed class SqliteSubmissionStore(SqliteDatabase database) : ISubmissionStore
{
    public Task<StoredSubmission> SubmitAsync(NewSubmission submission) => database.SubmitAsync(writes => Submit(writes, submission));

    private static StoredSubmission Submit(SqliteWrites writes, NewSubmission submission)
    {
        var submitter = submission.Submitter.ToBytes();
        var fates = ImmutableArray.CreateRange(submission.Rows, row => FateOf(writes, submission, submitter, row));
        if (fates.All(fate => fate.Fate != RowFate.New))
        {
            return new(OverQuota: false, fates);
        }

        if (IsOverQuota(writes, submission, submitter))
        {
            return new(OverQuota: true, fates);
        }

        var receipt = SqliteRows.KeepReceipt(writes, submission.Receipt, submitter, submission.ReceivedHour);
        foreach (var (row, fate) in submission.Rows.Zip(fates))
        {
            if (fate.Fate == RowFate.New)
            {
                SqliteRows.Keep(writes, submitter, submission.Client, row, receipt, replaces: !fate.ReplacedContent.IsDefault);
            }
        }

        return new(OverQuota: false, fates);
    }

    private static StoredRow FateOf(SqliteWrites writes, NewSubmission submission, byte[] submitter, NewRow row)
    {
        if (writes.Marks.IsClosed(writes, row.Week))
        {
            return new() { Fate = RowFate.Late };
        }

        if (writes.Prepared("SELECT deleted_at FROM tombstones WHERE submitter = ?1").With(submitter).ReadNumber() is { } deletedAt
            && Tombstone.Covers(row, DateTimeOffset.FromUnixTimeSeconds(deletedAt)))
        {
            return new() { Fate = RowFate.Duplicate };
        }

        return row switch
        {
            NewRow.Cell cell => FateOfCell(writes, submission, submitter, cell),
            NewRow.Snapshot snapshot => FateOfSnapshot(writes, submission, submitter, snapshot),
            _ => throw new ArgumentOutOfRangeException(nameof(row)),
        };
    }

    private static StoredRow FateOfCell(SqliteWrites writes, NewSubmission submission, byte[] submitter, NewRow.Cell cell)
    {
        var kept = writes.Prepared("SELECT revision, content_hash, content FROM cells WHERE day = ?1 AND submitter = ?2 AND client = ?3")
            .With(SqliteValues.Of(cell.Day)).With(submitter).With((int)submission.Client);
        return kept.ReadRow(row => FateBeside(row, cell)) ?? new() { Fate = RowFate.New };
    }

    private static StoredRow FateBeside(SqliteStatement kept, NewRow.Cell cell)
    {
        var revision = kept.Number(0);
        return CellPrecedence.Replaces(cell.Revision, cell.ContentHash.AsSpan(), revision, kept.Bytes(1))
            ? new() { Fate = RowFate.New, ReplacedContent = ImmutableCollectionsMarshal.AsImmutableArray(kept.Bytes(2)) }
            : new() { Fate = RowFate.Duplicate, KeptRevision = revision };
    }

    private static StoredRow FateOfSnapshot(SqliteWrites writes, NewSubmission submission, byte[] submitter, NewRow.Snapshot snapshot)
    {
        var kept = writes.Prepared(
            "SELECT 1 FROM snapshots WHERE week = ?1 AND submitter = ?2 AND client = ?3 AND generated_hour = ?4 AND content_hash = ?5")
            .With(SqliteValues.Of(snapshot.Week)).With(submitter).With((int)submission.Client).With(snapshot.GeneratedHour.ToUnixTimeSeconds())
            .With(snapshot.ContentHash);
        return new() { Fate = kept.ReadNumber() is null ? RowFate.New : RowFate.Duplicate };
    }

    private static bool IsOverQuota(SqliteWrites writes, NewSubmission submission, byte[] submitter) =>
        submission.DailyLimit > 0
        && writes.Prepared("SELECT count(*) FROM receipts WHERE submitter = ?1 AND day = ?2").With(submitter).With(ReceivedDay(submission)).ReadNumber()
            >= submission.DailyLimit;

    private static int ReceivedDay(NewSubmission submission) => SqliteValues.Of(DateOnly.FromDateTime(submission.ReceivedHour.UtcDateTime));
}
