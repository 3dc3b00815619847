using ToolTime.Grains.Deletion;
using ToolTime.Grains.Submissions;
using ToolTime.Storage.Backup;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Takes up pieces of a backup inside a transaction; what is here stays.</summary>
internal sealed class SqliteBackupMerge(SqliteWrites writes, DateOnly oldestDay)
{
    /// <summary>Takes pieces up and returns how many rows were among them.</summary>
    public int Merge(IReadOnlyList<BackupPiece> pieces)
    {
        var rows = 0;
        foreach (var piece in pieces)
        {
            rows += IsTaken(piece) ? 1 : 0;
            writes.Marks.Flush(writes);
        }

        return rows;
    }

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    /// <summary>Takes a piece up; true where it was a row and is news.</summary>
    private bool IsTaken(BackupPiece piece) => piece switch
    {
        BackupPiece.Secret or BackupPiece.ClosedWeek or BackupPiece.SevenDays => false,
        BackupPiece.Deletion deletion => Delete(deletion),
        BackupPiece.Publication week => Archive(week),
        BackupPiece.Period period => Publish(period),
        BackupPiece.Day day => Seal(day),
        BackupPiece.Receipt receipt => Keep(receipt),
        BackupPiece.Cell cell => Keep(cell),
        BackupPiece.Snapshot snapshot => Keep(snapshot),
        _ => throw new ArgumentOutOfRangeException(nameof(piece)),
    };

    private bool Delete(BackupPiece.Deletion deletion)
    {
        var at = deletion.At.ToUnixTimeSeconds();
        var isNews = writes.Ready(
            """
            INSERT INTO tombstones (submitter, deleted_at) VALUES ($1, $2)
            ON CONFLICT (submitter) DO UPDATE SET deleted_at = excluded.deleted_at WHERE excluded.deleted_at > deleted_at
            """,
            deletion.Submitter, at)
            .ExecuteNonQuery() > 0;
        if (isNews)
        {
            RemoveCovered(deletion, at);
        }

        return false;
    }

    /// <summary>Removes what <see cref="Tombstone.Covers"/> says.</summary>
    private void RemoveCovered(BackupPiece.Deletion deletion, long at)
    {
        var sequence = writes.NextSequence();
        var days = writes.ReadNumbers(
            "DELETE FROM cells WHERE submitter = $1 AND day IN (SELECT day FROM days WHERE sealed = 0 AND day <= $2) RETURNING day",
            deletion.Submitter, SqliteValues.Of(DayOf(deletion.At)));
        writes.Ready(
            "DELETE FROM snapshots WHERE submitter = $1 AND week IN (SELECT DISTINCT week FROM snapshots) AND generated_hour < $2",
            deletion.Submitter, (deletion.At + Tombstone.SnapshotSpan).ToUnixTimeSeconds())
            .ExecuteNonQuery();
        writes.Ready("DELETE FROM receipts WHERE submitter = $1 AND received_hour <= $2", deletion.Submitter, at).ExecuteNonQuery();
        SqliteRemovals.Add(writes);
        foreach (var day in days)
        {
            writes.Ready("UPDATE days SET changed = $2 WHERE day = $1", day, sequence).ExecuteNonQuery();
        }
    }

    private bool Archive(BackupPiece.Publication week)
    {
        writes.Ready(
            "INSERT INTO archived_weeks (week, published_at, etag, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            SqliteValues.Of(week.Monday), week.PublishedAt.ToUnixTimeSeconds(), week.ETag, BackupRows.BytesOf(week.Body))
            .ExecuteNonQuery();
        return false;
    }

    private bool Publish(BackupPiece.Period period)
    {
        SqlitePublicationStore.Store(writes, period.ToPublication());
        return false;
    }

    /// <summary>Takes a day over as sealed, where its rows cannot be had any more and nothing of it is known here.</summary>
    private bool Seal(BackupPiece.Day day)
    {
        var column = SqliteValues.Of(day.Date);
        if ((day.Sealed || day.Date < oldestDay)
            && writes.Ready("INSERT INTO days (day, changed, sealed) VALUES ($1, 0, 1) ON CONFLICT DO NOTHING", column).ExecuteNonQuery() > 0)
        {
            SqliteAggregates.Replace(writes, column, day.Aggregates.Select(aggregate => aggregate.ToAggregate()));
        }

        return false;
    }

    private bool Keep(BackupPiece.Receipt receipt)
    {
        var day = DayOf(receipt.Hour);
        var known = SequenceOf(receipt.Submitter, receipt.Id) > 0;
        if (!known && day >= oldestDay && day > PurgedThrough() && !(DeletedAt(receipt.Submitter) >= receipt.Hour))
        {
            SqliteRows.KeepReceipt(writes, receipt.Id, receipt.Submitter, receipt.Hour, receipt.Quarantined);
        }

        return false;
    }

    private bool Keep(BackupPiece.Cell piece)
    {
        var cell = piece.ToRow();
        if (piece.Date < oldestDay || IsDeleted(piece.Submitter, cell)
            || writes.Ready("SELECT 1 FROM days WHERE day = $1 AND sealed = 1", SqliteValues.Of(piece.Date)).ExecuteScalar() is not null)
        {
            return false;
        }

        using (var kept = writes.Ready(
            "SELECT revision, content_hash FROM cells WHERE day = $1 AND submitter = $2 AND client = $3",
            SqliteValues.Of(piece.Date), piece.Submitter, piece.Client).ExecuteReader())
        {
            if (kept.Read() && !CellPrecedence.Replaces(cell.Revision, cell.ContentHash.AsSpan(), kept.GetInt64(0), kept.GetFieldValue<byte[]>(1)))
            {
                return false;
            }
        }

        SqliteRows.Keep(writes, piece.Submitter, (AgentClient)piece.Client, cell, SequenceOf(piece.Submitter, piece.ReceiptId), replaces: true);
        return true;
    }

    private bool Keep(BackupPiece.Snapshot piece)
    {
        var snapshot = piece.ToRow();
        var week = snapshot.Week;
        if (week.LastDay < oldestDay || week.LastDay <= PurgedThrough() || IsDeleted(piece.Submitter, snapshot)
            || writes.Ready(
                "SELECT 1 FROM snapshots WHERE week = $1 AND submitter = $2 AND client = $3 AND generated_hour = $4 AND content_hash = $5",
                SqliteValues.Of(week), piece.Submitter, piece.Client, piece.Hour.ToUnixTimeSeconds(), SqliteRows.ArrayOf(snapshot.ContentHash))
                .ExecuteScalar() is not null)
        {
            return false;
        }

        SqliteRows.Keep(writes, piece.Submitter, (AgentClient)piece.Client, snapshot, SequenceOf(piece.Submitter, piece.ReceiptId), replaces: false);
        return true;
    }

    private bool IsDeleted(byte[] submitter, NewRow row) => DeletedAt(submitter) is { } deletedAt && Tombstone.Covers(row, deletedAt);

    private DateTimeOffset? DeletedAt(byte[] submitter) =>
        writes.Ready("SELECT deleted_at FROM tombstones WHERE submitter = $1", submitter).ExecuteScalar() is long seconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private DateOnly PurgedThrough() =>
        writes.Ready("SELECT max(day) FROM days WHERE sealed = 1").ExecuteScalar() is long day ? SqliteValues.ToDay(day) : DateOnly.MinValue;

    private long SequenceOf(byte[] submitter, Guid receipt) =>
        writes.Ready("SELECT sequence FROM receipts WHERE submitter = $1 AND id = $2", submitter, receipt.ToByteArray(bigEndian: true)).ExecuteScalar() as long? ?? 0;
}
