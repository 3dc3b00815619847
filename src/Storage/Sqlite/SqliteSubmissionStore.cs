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

        var receipt = KeepReceipt(writes, submission, submitter);
        foreach (var (row, fate) in submission.Rows.Zip(fates))
        {
            if (fate.Fate == RowFate.New)
            {
                InheritQuarantine(writes, submission, submitter, row, fate, receipt);
                Keep(writes, submission, submitter, row, receipt);
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
            SqliteValues.Of(snapshot.Week), submitter, (int)submission.Client, snapshot.GeneratedHour.ToUnixTimeSeconds(), ArrayOf(snapshot.ContentHash));
        return new() { Fate = kept.ExecuteScalar() is null ? RowFate.New : RowFate.Duplicate };
    }

    private static bool IsOverQuota(SqliteWrites writes, NewSubmission submission, byte[] submitter) =>
        submission.DailyLimit > 0
        && writes.Ready("SELECT count(*) FROM receipts WHERE submitter = $1 AND day = $2", submitter, ReceivedDay(submission)).ExecuteScalar() is long count
        && count >= submission.DailyLimit;

    private static long KeepReceipt(SqliteWrites writes, NewSubmission submission, byte[] submitter)
    {
        var sequence = writes.NextSequence();
        writes.Ready(
            "INSERT INTO receipts (sequence, id, submitter, day, received_hour) VALUES ($1, $2, $3, $4, $5)",
            sequence, submission.Receipt.ToByteArray(bigEndian: true), submitter, ReceivedDay(submission), submission.ReceivedHour.ToUnixTimeSeconds())
            .ExecuteNonQuery();

        // A day on which something was received is purged in its time, whether or not it has cells.
        writes.Ready("INSERT INTO days (day, changed) VALUES ($1, 0) ON CONFLICT DO NOTHING", ReceivedDay(submission)).ExecuteNonQuery();
        return sequence;
    }

    /// <summary>A newer revision of a cell that is in quarantine is no way out of it.</summary>
    private static void InheritQuarantine(
        SqliteWrites writes, NewSubmission submission, byte[] submitter, NewRow row, StoredRow fate, long receipt)
    {
        if (row is NewRow.Cell cell && !fate.ReplacedContent.IsDefault)
        {
            writes.Ready(
                """
                UPDATE receipts SET quarantined = 1 WHERE sequence = $1 AND EXISTS (
                    SELECT 1 FROM cells JOIN receipts AS old ON old.sequence = cells.receipt
                    WHERE cells.day = $2 AND cells.submitter = $3 AND cells.client = $4 AND old.quarantined = 1)
                """,
                receipt, SqliteValues.Of(cell.Day), submitter, (int)submission.Client)
                .ExecuteNonQuery();
        }
    }

    private static void Keep(SqliteWrites writes, NewSubmission submission, byte[] submitter, NewRow row, long receipt)
    {
        var sequence = writes.NextSequence();
        if (row is NewRow.Cell cell)
        {
            writes.Ready(
                """
                INSERT OR REPLACE INTO cells (sequence, day, submitter, client, revision, content_hash, content, receipt)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                sequence, SqliteValues.Of(cell.Day), submitter, (int)submission.Client, cell.Revision, ArrayOf(cell.ContentHash), ArrayOf(cell.Content), receipt)
                .ExecuteNonQuery();
            writes.Ready(
                "INSERT INTO days (day, changed) VALUES ($1, $2) ON CONFLICT (day) DO UPDATE SET changed = excluded.changed",
                SqliteValues.Of(cell.Day), sequence)
                .ExecuteNonQuery();
        }
        else if (row is NewRow.Snapshot snapshot)
        {
            writes.Ready(
                """
                INSERT INTO snapshots (sequence, week, submitter, client, generated_hour, content_hash, total_events, content, receipt)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                sequence, SqliteValues.Of(snapshot.Week), submitter, (int)submission.Client, snapshot.GeneratedHour.ToUnixTimeSeconds(),
                ArrayOf(snapshot.ContentHash), snapshot.TotalEvents, ArrayOf(snapshot.Content), receipt)
                .ExecuteNonQuery();
        }

        writes.Ready(
            "INSERT INTO weeks (week, changed) VALUES ($1, $2) ON CONFLICT (week) DO UPDATE SET changed = excluded.changed",
            SqliteValues.Of(row.Week), sequence)
            .ExecuteNonQuery();
    }

    private static int ReceivedDay(NewSubmission submission) => SqliteValues.Of(DateOnly.FromDateTime(submission.ReceivedHour.UtcDateTime));

    private static byte[] ArrayOf(ImmutableArray<byte> bytes) => ImmutableCollectionsMarshal.AsArray(bytes)!;
}
