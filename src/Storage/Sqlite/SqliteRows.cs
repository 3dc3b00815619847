using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Keeps receipts and rows, with what their days and weeks note of it.</summary>
internal static class SqliteRows
{
    /// <summary>Keeps a receipt and returns its sequence.</summary>
    public static long KeepReceipt(SqliteWrites writes, Guid id, byte[] submitter, DateTimeOffset receivedHour, bool quarantined = false)
    {
        var sequence = writes.NextSequence();
        var day = SqliteValues.Of(DateOnly.FromDateTime(receivedHour.UtcDateTime));
        writes.Ready(
            "INSERT INTO receipts (sequence, id, submitter, day, received_hour, quarantined) VALUES ($1, $2, $3, $4, $5, $6)",
            sequence, id.ToByteArray(bigEndian: true), submitter, day, receivedHour.ToUnixTimeSeconds(), quarantined ? 1 : 0)
            .ExecuteNonQuery();

        // A day on which something was received is purged in its time, whether or not it has cells.
        writes.Ready("INSERT INTO days (day, changed) VALUES ($1, 0) ON CONFLICT DO NOTHING", day).ExecuteNonQuery();
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

            writes.Ready(
                """
                INSERT OR REPLACE INTO cells (sequence, day, submitter, client, revision, content_hash, content, receipt)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                sequence, SqliteValues.Of(cell.Day), submitter, (int)client, cell.Revision, ArrayOf(cell.ContentHash), ArrayOf(cell.Content), receipt)
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
                sequence, SqliteValues.Of(snapshot.Week), submitter, (int)client, snapshot.GeneratedHour.ToUnixTimeSeconds(),
                ArrayOf(snapshot.ContentHash), snapshot.TotalEvents, ArrayOf(snapshot.Content), receipt)
                .ExecuteNonQuery();
        }

        writes.Ready(
            "INSERT INTO weeks (week, changed) VALUES ($1, $2) ON CONFLICT (week) DO UPDATE SET changed = excluded.changed",
            SqliteValues.Of(row.Week), sequence)
            .ExecuteNonQuery();
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
