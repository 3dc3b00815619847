using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.Sqlite;

/// <summary>Takes submissions in, many to a commit.</summary>
internal sealed class SqliteSubmissionStore(SqliteDatabase database) : ISubmissionStore
{
    public Task<StoredSubmission> SubmitAsync(NewSubmission submission) => database.WriteAsync(writes => Submit(writes, submission));

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
        // Weeks close in order, so all before a closed one are closed, even those that never had a row.
        if (writes.Ready("SELECT 1 FROM weeks WHERE week >= $1 AND closed = 1 LIMIT 1", SqliteValues.Of(row.Week)).ExecuteScalar() is not null)
        {
            return new() { Fate = RowFate.Late };
        }

        if (writes.Ready("SELECT deleted_at FROM tombstones WHERE submitter = $1", submitter).ExecuteScalar() is long deletedAt
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
        var kept = writes.Ready(
            "SELECT revision, content_hash, content FROM cells WHERE day = $1 AND submitter = $2 AND client = $3",
            SqliteValues.Of(cell.Day), submitter, (int)submission.Client);
        using var reader = kept.ExecuteReader();
        if (!reader.Read())
        {
            return new() { Fate = RowFate.New };
        }

        var revision = reader.GetInt64(0);
        return CellPrecedence.Replaces(cell.Revision, cell.ContentHash.AsSpan(), revision, reader.GetFieldValue<byte[]>(1))
            ? new() { Fate = RowFate.New, ReplacedContent = ImmutableCollectionsMarshal.AsImmutableArray(reader.GetFieldValue<byte[]>(2)) }
            : new() { Fate = RowFate.Duplicate, KeptRevision = revision };
    }

    private static StoredRow FateOfSnapshot(SqliteWrites writes, NewSubmission submission, byte[] submitter, NewRow.Snapshot snapshot)
    {
        var kept = writes.Ready(
            "SELECT 1 FROM snapshots WHERE week = $1 AND submitter = $2 AND client = $3 AND generated_hour = $4 AND content_hash = $5",
            SqliteValues.Of(snapshot.Week), submitter, (int)submission.Client, snapshot.GeneratedHour.ToUnixTimeSeconds(), SqliteRows.ArrayOf(snapshot.ContentHash));
        return new() { Fate = kept.ExecuteScalar() is null ? RowFate.New : RowFate.Duplicate };
    }

    private static bool IsOverQuota(SqliteWrites writes, NewSubmission submission, byte[] submitter) =>
        submission.DailyLimit > 0
        && writes.Ready("SELECT count(*) FROM receipts WHERE submitter = $1 AND day = $2", submitter, ReceivedDay(submission)).ExecuteScalar() is long count
        && count >= submission.DailyLimit;

    private static int ReceivedDay(NewSubmission submission) => SqliteValues.Of(DateOnly.FromDateTime(submission.ReceivedHour.UtcDateTime));
}
