using Npgsql;
using ToolTime.Calendar;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.PostgreSql.Backup;

/// <summary>
/// Stores a backup's missing receipts and rows, in a transaction that holds the locks of <see cref="PostgresBackupMerge"/>.
/// </summary>
internal static class PostgresBackupRows
{
    /// <summary>
    /// A row is quarantined with its receipt. A quarantined row whose receipt is unknown here is left out: it could never be released.
    /// </summary>
    private const string WithReceipts =
        """
        LEFT JOIN LATERAL (
            SELECT receipts.quarantined FROM receipts WHERE receipts.submitter = offered.submitter AND receipts.id = receipt LIMIT 1)
            AS known ON true
        WHERE known.quarantined IS NOT NULL OR NOT offered.quarantined
        """;

    /// <summary>Stores receipts whose ids are unknown.</summary>
    public static async Task StoreAsync(NpgsqlConnection connection, BackupPiece.Receipt[] receipts)
    {
        await KnownPartitions
            .CreateAsync(connection, receipts.Select(receipt => PostgresPartition.Receipts(receipt.Hour.UtcDay())))
            .ConfigureAwait(false);
        await connection
            .Command(
                """
                INSERT INTO receipts (day, submitter, ordinal, id, received_hour, quarantined)
                SELECT
                    new.day, new.submitter,
                    coalesce((SELECT max(ordinal) FROM receipts AS stored WHERE stored.submitter = new.submitter AND stored.day = new.day), 0)
                        + (row_number() OVER (PARTITION BY new.submitter, new.day ORDER BY place))::integer,
                    new.id, new.received_hour, new.quarantined
                FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS new (day, submitter, id, received_hour, quarantined, place)
                WHERE NOT EXISTS (SELECT 1 FROM receipts AS stored WHERE stored.submitter = new.submitter AND stored.day = new.day AND stored.id = new.id)
                ORDER BY place
                """,
                Array.ConvertAll(receipts, receipt => receipt.Hour.UtcDay()),
                Array.ConvertAll(receipts, receipt => receipt.Submitter),
                Array.ConvertAll(receipts, receipt => receipt.Id),
                Array.ConvertAll(receipts, receipt => receipt.Hour),
                Array.ConvertAll(receipts, receipt => receipt.Quarantined))
            .ExecuteAsync()
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Stores cells and returns a day for each one stored. A newer revision does not end a cell's quarantine: its receipt is quarantined.
    /// </summary>
    public static async Task<List<DateOnly>> StoreAsync(NpgsqlConnection connection, BackupPiece.Cell[] cells)
    {
        await KnownPartitions.CreateAsync(connection, cells.Select(cell => PostgresPartition.Cells(cell.Date))).ConfigureAwait(false);
        var rows = Array.ConvertAll(cells, cell => cell.ToRow());
        var stored = await connection
            .Command(
                $"""
                INSERT INTO cells AS stored (day, submitter, client, revision, content_hash, content, receipt, quarantined)
                SELECT day, submitter, client, revision, content_hash, content, receipt, coalesce(known.quarantined, false)
                FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                    AS offered (day, submitter, client, revision, content_hash, content, receipt, quarantined)
                {WithReceipts}
                ON CONFLICT (submitter, client, day) DO UPDATE
                SET revision = excluded.revision, content_hash = excluded.content_hash, content = excluded.content, receipt = excluded.receipt,
                    quarantined = stored.quarantined OR excluded.quarantined
                WHERE (excluded.revision, excluded.content_hash) > (stored.revision, stored.content_hash)
                RETURNING day, submitter, receipt, quarantined
                """,
                Array.ConvertAll(cells, cell => cell.Date),
                Array.ConvertAll(cells, cell => cell.Submitter),
                Array.ConvertAll(cells, cell => checked((short)cell.Client)),
                Array.ConvertAll(cells, cell => cell.Revision),
                Array.ConvertAll(rows, row => row.ContentHash.ToArray()),
                Array.ConvertAll(rows, row => row.Content.ToArray()),
                Array.ConvertAll(cells, cell => cell.ReceiptId),
                Array.ConvertAll(cells, cell => cell.Quarantined))
            .ReadRowsAsync(reader => (
                Day: reader.GetFieldValue<DateOnly>(0),
                Submitter: reader.GetFieldValue<byte[]>(1),
                Receipt: reader.GetGuid(2),
                Quarantined: reader.GetBoolean(3)
            ))
            .ConfigureAwait(false);
        foreach (var cell in stored.Where(cell => cell.Quarantined))
        {
            await QuarantineAsync(connection, cell.Submitter, cell.Receipt).ConfigureAwait(false);
        }

        return [.. stored.Select(cell => cell.Day)];
    }

    /// <summary>Quarantines a receipt with all its rows.</summary>
    private static async Task QuarantineAsync(NpgsqlConnection connection, byte[] submitter, Guid receipt)
    {
        var changed = await connection
            .Command("UPDATE receipts SET quarantined = true WHERE submitter = $1 AND id = $2 AND NOT quarantined", submitter, receipt)
            .ExecuteAsync()
            .ConfigureAwait(false);
        foreach (var table in changed > 0 ? (string[])["cells", "snapshots"] : [])
        {
            await connection
                .Command($"UPDATE {table} SET quarantined = true WHERE submitter = $1 AND receipt = $2", submitter, receipt)
                .ExecuteAsync()
                .ConfigureAwait(false);
        }
    }

    /// <summary>Stores snapshots and returns how many were stored.</summary>
    public static async Task<int> StoreAsync(NpgsqlConnection connection, BackupPiece.Snapshot[] snapshots)
    {
        var rows = Array.ConvertAll(snapshots, snapshot => snapshot.ToRow());
        await KnownPartitions.CreateAsync(connection, rows.Select(row => PostgresPartition.Snapshots(row.Week))).ConfigureAwait(false);
        return await connection
            .Command(
                $"""
                INSERT INTO snapshots (week, submitter, client, generated_hour, content_hash, total_events, content, receipt, quarantined)
                SELECT week, submitter, client, generated_hour, content_hash, total_events, content, receipt, coalesce(known.quarantined, false)
                FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    AS offered (week, submitter, client, generated_hour, content_hash, total_events, content, receipt, quarantined)
                {WithReceipts}
                ON CONFLICT (submitter, client, generated_hour, content_hash, week) DO NOTHING
                """,
                Array.ConvertAll(rows, row => row.Week.FirstDay),
                Array.ConvertAll(snapshots, snapshot => snapshot.Submitter),
                Array.ConvertAll(snapshots, snapshot => checked((short)snapshot.Client)),
                Array.ConvertAll(snapshots, snapshot => snapshot.Hour),
                Array.ConvertAll(rows, row => row.ContentHash.ToArray()),
                Array.ConvertAll(snapshots, snapshot => snapshot.TotalEvents),
                Array.ConvertAll(rows, row => row.Content.ToArray()),
                Array.ConvertAll(snapshots, snapshot => snapshot.ReceiptId),
                Array.ConvertAll(snapshots, snapshot => snapshot.Quarantined))
            .ExecuteAsync()
            .ConfigureAwait(false);
    }
}
