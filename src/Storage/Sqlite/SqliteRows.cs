using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Stores receipts and rows, and records their days' changes.</summary>
internal static class SqliteRows
{
    /// <summary>Stores a receipt and returns its sequence.</summary>
    public static long StoreReceipt(
        SqliteWriteContext context,
        Guid id,
        byte[] submitter,
        DateTimeOffset receivedHour,
        bool quarantined = false
    )
    {
        var sequence = context.NextSequence();
        var day = SqliteValues.From(receivedHour.UtcDay());
        context
            .RawStatement("INSERT INTO receipts (sequence, id, submitter, day, received_hour, quarantined) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .With(sequence)
            .With(id.ToByteArray(bigEndian: true))
            .With(submitter)
            .With(day)
            .With(receivedHour.ToUnixTimeSeconds())
            .With(quarantined ? 1 : 0)
            .Run();
        context.Marks.Seen(day);
        return sequence;
    }

    /// <summary>Stores a row, replacing an existing one with its key. A newer revision does not end a cell's quarantine.</summary>
    public static void Store(SqliteWriteContext context, byte[] submitter, AgentClient client, NewRow row, long receipt, bool replaces)
    {
        var sequence = context.NextSequence();
        if (row is NewRow.Cell cell)
        {
            if (replaces)
            {
                InheritQuarantine(context, submitter, client, cell, receipt);
            }

            context.RawStatement(
                """
                INSERT INTO cells (sequence, day, submitter, client, revision, content_hash, content, receipt)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                ON CONFLICT (day, submitter, client) DO UPDATE
                SET sequence = excluded.sequence, revision = excluded.revision, content_hash = excluded.content_hash,
                    content = excluded.content, receipt = excluded.receipt
                """)
                .With(sequence).With(SqliteValues.From(cell.Day)).With(submitter).With((int)client).With(cell.Revision)
                .With(cell.ContentHash).With(cell.Content).With(receipt)
                .Run();
            context.Marks.ChangedDay(SqliteValues.From(cell.Day), sequence);
        }
        else if (row is NewRow.Snapshot snapshot)
        {
            context
                .RawStatement(
                    """
                    INSERT INTO snapshots (sequence, week, submitter, client, generated_hour, content_hash, total_events, content, receipt)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                    """
                )
                .With(sequence)
                .With(SqliteValues.From(snapshot.Week))
                .With(submitter)
                .With((int)client)
                .With(snapshot.GeneratedHour.ToUnixTimeSeconds())
                .With(snapshot.ContentHash)
                .With(snapshot.TotalEvents)
                .With(snapshot.Content)
                .With(receipt)
                .Run();
            context.Marks.Seen(SqliteValues.From(snapshot.Week));
        }
    }

    public static byte[] ArrayOf(ImmutableArray<byte> bytes) => ImmutableCollectionsMarshal.AsArray(bytes)!;

    private static void InheritQuarantine(
        SqliteWriteContext context,
        byte[] submitter,
        AgentClient client,
        NewRow.Cell cell,
        long receipt
    ) =>
        context
            .Command(
                """
                UPDATE receipts SET quarantined = 1 WHERE sequence = $1 AND EXISTS (
                    SELECT 1 FROM cells JOIN receipts AS old ON old.sequence = cells.receipt
                    WHERE cells.day = $2 AND cells.submitter = $3 AND cells.client = $4 AND old.quarantined = 1)
                """,
                receipt,
                SqliteValues.From(cell.Day),
                submitter,
                (int)client
            )
            .ExecuteNonQuery();
}
