using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Keeps receipts and rows, with what their days note of it.</summary>
internal static class SqliteRows
{
    /// <summary>Keeps a receipt and returns its sequence.</summary>
    public static long KeepReceipt(SqliteWrites writes, Guid id, byte[] submitter, DateTimeOffset receivedHour, bool quarantined = false)
    {
        var sequence = writes.NextSequence();
        var day = SqliteValues.Of(DateOnly.FromDateTime(receivedHour.UtcDateTime));
        writes.Prepared("INSERT INTO receipts (sequence, id, submitter, day, received_hour, quarantined) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .With(sequence).With(id.ToByteArray(bigEndian: true)).With(submitter).With(day).With(receivedHour.ToUnixTimeSeconds()).With(quarantined ? 1 : 0)
            .Run();
        writes.Marks.Seen(day);
        return sequence;
    }

    /// <summary>Keeps a row, in place of the one with its key where it replaces one. A newer revision of a cell that is in quarantine is no way out of it.</summary>
    public static void Keep(SqliteWrites writes, byte[] submitter, AgentClient client, NewRow row, long receipt, bool replaces)
    {
        var sequence = writes.NextSequence();
        if (row is NewRow.Cell cell)
        {
            if (replaces)
            {
                InheritQuarantine(writes, submitter, client, cell, receipt);
            }

            writes.Prepared(
                """
                INSERT OR REPLACE INTO cells (sequence, day, submitter, client, revision, content_hash, content, receipt)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """)
                .With(sequence).With(SqliteValues.Of(cell.Day)).With(submitter).With((int)client).With(cell.Revision)
                .With(cell.ContentHash).With(cell.Content).With(receipt)
                .Run();
            writes.Marks.ChangedDay(SqliteValues.Of(cell.Day), sequence);
        }
        else if (row is NewRow.Snapshot snapshot)
        {
            writes.Prepared(
                """
                INSERT INTO snapshots (sequence, week, submitter, client, generated_hour, content_hash, total_events, content, receipt)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                """)
                .With(sequence).With(SqliteValues.Of(snapshot.Week)).With(submitter).With((int)client).With(snapshot.GeneratedHour.ToUnixTimeSeconds())
                .With(snapshot.ContentHash).With(snapshot.TotalEvents).With(snapshot.Content).With(receipt)
                .Run();
            writes.Marks.Seen(SqliteValues.Of(snapshot.Week));
        }
    }

    public static byte[] ArrayOf(ImmutableArray<byte> bytes) => ImmutableCollectionsMarshal.AsArray(bytes)!;

    private static void InheritQuarantine(SqliteWrites writes, byte[] submitter, AgentClient client, NewRow.Cell cell, long receipt) =>
        writes.Ready(
            """
            UPDATE receipts SET quarantined = 1 WHERE sequence = $1 AND EXISTS (
                SELECT 1 FROM cells JOIN receipts AS old ON old.sequence = cells.receipt
                WHERE cells.day = $2 AND cells.submitter = $3 AND cells.client = $4 AND old.quarantined = 1)
            """,
            receipt, SqliteValues.Of(cell.Day), submitter, (int)client)
            .ExecuteNonQuery();
}
