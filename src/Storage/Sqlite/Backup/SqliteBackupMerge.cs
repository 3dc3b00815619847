using System.Runtime.InteropServices;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Storage.Backup;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite.Backup;

/// <summary>Merges pieces of a backup inside a transaction; existing data stays.</summary>
internal sealed class SqliteBackupMerge(SqliteWriteContext context, DateOnly oldestDay, DamagedRows damaged)
{
    private readonly RestoreState _state = new(oldestDay);

    /// <summary>Merges the pieces and returns how many rows were stored.</summary>
    public int Merge(IReadOnlyList<BackupPiece> pieces)
    {
        foreach (var deletion in pieces.OfType<BackupPiece.Deletion>())
        {
            Delete(deletion);
        }

        foreach (var week in pieces.OfType<BackupPiece.Publication>())
        {
            Archive(week);
        }

        foreach (var period in pieces.OfType<BackupPiece.Period>())
        {
            SqlitePublicationStore.Store(context, period.ToPublication());
        }

        foreach (var day in pieces.OfType<BackupPiece.Day>().Where(_state.MaySeal))
        {
            Seal(day);
        }

        ReadState(pieces);
        foreach (var receipt in pieces.OfType<BackupPiece.Receipt>().Where(_state.MayStore))
        {
            Store(receipt);
        }

        var rows = pieces.OfType<BackupPiece.Cell>().Where(_state.MayStore).Count(Store)
            + pieces.OfType<BackupPiece.Snapshot>().Where(_state.MayStore).Count(Store);
        context.FlushDays();
        return rows + new SqliteTelemetryMerge(context, oldestDay).Merge(pieces);
    }

    private void Delete(BackupPiece.Deletion deletion)
    {
        var at = deletion.At.ToUnixTimeSeconds();
        var isNews = context.Command(
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
    }

    /// <summary>Removes what the deletion covers; see <see cref="Tombstone.Covers"/>.</summary>
    private void RemoveCovered(BackupPiece.Deletion deletion, long at)
    {
        var sequence = context.NextSequence();
        var days = context.ReadNumbers(
            """
            DELETE FROM cells
            WHERE submitter = $1 AND day IN (SELECT day FROM days WHERE day >= (SELECT min(day) FROM cells) AND day <= $2) RETURNING day
            """,
            deletion.Submitter, SqliteValues.From(deletion.At.UtcDay()));

        // Reads the weeks one by one through the index: DISTINCT would read all snapshots.
        context.Command(
            """
            WITH RECURSIVE weeks (week) AS (
                SELECT min(week) FROM snapshots
                UNION ALL SELECT (SELECT min(week) FROM snapshots WHERE week > weeks.week) FROM weeks WHERE week IS NOT NULL)
            DELETE FROM snapshots WHERE submitter = $1 AND week IN (SELECT week FROM weeks) AND generated_hour < $2
            """,
            deletion.Submitter, (deletion.At + Tombstone.SnapshotSpan).ToUnixTimeSeconds())
            .ExecuteNonQuery();
        context.Command("DELETE FROM receipts WHERE submitter = $1 AND received_hour <= $2", deletion.Submitter, at).ExecuteNonQuery();
        context.CountRemoval();
        foreach (var day in days)
        {
            context.Command("UPDATE days SET changed = $2 WHERE day = $1", day, sequence).ExecuteNonQuery();
        }
    }

    private void Archive(BackupPiece.Publication week) => context.Command(
        "INSERT INTO archived_weeks (week, published_at, etag, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        SqliteValues.From(week.Monday), week.PublishedAt.ToUnixTimeSeconds(), week.ETag, BackupRows.BytesOf(week.Body))
        .ExecuteNonQuery();

    /// <summary>Marks a day as sealed if nothing is known about it here.</summary>
    private void Seal(BackupPiece.Day day)
    {
        var column = SqliteValues.From(day.Date);
        if (context.Command("INSERT INTO days (day, changed, sealed) VALUES ($1, 0, 1) ON CONFLICT DO NOTHING", column).ExecuteNonQuery() > 0)
        {
            SqliteAggregates.Replace(context, column, day.Aggregates.Select(aggregate => aggregate.ToAggregate()));
        }
    }

    private void ReadState(IReadOnlyList<BackupPiece> pieces)
    {
        foreach (var day in context.ReadNumbers("SELECT day FROM days WHERE sealed = 1").ToDays("days", damaged))
        {
            _state.AddSealed(day);
        }

        foreach (var submitter in pieces.Select(RestoreState.SubmitterOf).OfType<byte[]>())
        {
            if (context.Command("SELECT deleted_at FROM tombstones WHERE submitter = $1", submitter).ExecuteScalar() is long seconds)
            {
                _state.AddDeletion(submitter, DateTimeOffset.FromUnixTimeSeconds(seconds));
            }
        }
    }

    private void Store(BackupPiece.Receipt receipt)
    {
        if (SequenceOf(receipt.Submitter, receipt.Id) == 0)
        {
            SqliteSubmissionStore.StoreReceipt(context, receipt.Id, receipt.Submitter, receipt.Hour, receipt.Quarantined);
            context.FlushDays();
        }
    }

    /// <summary>Stores a cell; false if the stored one counts.</summary>
    private bool Store(BackupPiece.Cell piece)
    {
        var receipt = SequenceOf(piece.Submitter, piece.ReceiptId);
        if (IsLost(receipt, piece.Quarantined))
        {
            return false;
        }

        var cell = piece.ToRow();
        using (var stored = context.Command(
            "SELECT revision, content_hash FROM cells WHERE day = $1 AND submitter = $2 AND client = $3",
            SqliteValues.From(piece.Date), piece.Submitter, piece.Client).ExecuteReader())
        {
            if (stored.Read() && !cell.Replaces(stored.GetInt64(0), stored.GetFieldValue<byte[]>(1)))
            {
                return false;
            }
        }

        SqliteSubmissionStore.StoreRow(
            context,
            piece.Submitter,
            (AgentClient)piece.Client,
            cell,
            receipt,
            replaces: true
        );
        context.FlushDays();
        return true;
    }

    /// <summary>Stores a snapshot; false if it is already stored.</summary>
    private bool Store(BackupPiece.Snapshot piece)
    {
        var receipt = SequenceOf(piece.Submitter, piece.ReceiptId);
        if (IsLost(receipt, piece.Quarantined))
        {
            return false;
        }

        var snapshot = piece.ToRow();
        if (
            context
                .Command(
                    "SELECT 1 FROM snapshots WHERE week = $1 AND submitter = $2 AND client = $3 AND generated_hour = $4 AND content_hash = $5",
                    SqliteValues.From(snapshot.Week),
                    piece.Submitter,
                    piece.Client,
                    piece.Hour.ToUnixTimeSeconds(),
                    ImmutableCollectionsMarshal.AsArray(snapshot.ContentHash)!
                )
                .ExecuteScalar()
            is not null
        )
        {
            return false;
        }

        SqliteSubmissionStore.StoreRow(
            context,
            piece.Submitter,
            (AgentClient)piece.Client,
            snapshot,
            receipt,
            replaces: false
        );
        context.FlushDays();
        return true;
    }

    /// <summary>
    /// A row is quarantined with its receipt. A quarantined row whose receipt is unknown here is left out: it could never be released.
    /// </summary>
    private static bool IsLost(long receipt, bool quarantined) => receipt == 0 && quarantined;

    private long SequenceOf(byte[] submitter, Guid receipt) =>
        context
            .Command("SELECT sequence FROM receipts WHERE submitter = $1 AND id = $2", submitter, receipt.ToByteArray(bigEndian: true))
            .ExecuteScalar() as long?
        ?? 0;
}
