using Microsoft.Data.Sqlite;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.Sqlite.Backup;

/// <summary>Reads a backup's content piece by piece.</summary>
internal static class SqliteBackupReading
{
    /// <summary>All pieces, read lazily. A damaged row is left out, because the backup would give it a valid hash.</summary>
    public static IEnumerable<BackupPiece> ReadAll(SqliteConnection connection, DamagedRows damaged)
    {
        IEnumerable<BackupTable> tables =
        [
            new("tombstones", [0], "SELECT submitter, deleted_at FROM tombstones", reader =>
                new BackupPiece.Deletion(Bytes(reader, 0), Instant(reader, 1))),
            new("archived_weeks", [0], "SELECT week, published_at, etag, body FROM archived_weeks", ArchivedOf),
            new("publications", [0, 1], "SELECT kind, first_day, content FROM publications", reader =>
                BackupPiece.Period.From(Bytes(reader, 2))),
            new("days", [0], "SELECT day, sealed FROM days WHERE sealed = 1 OR (watermark > 0 AND changed <= watermark)", reader =>
                DayOf(connection, reader)),
            new("receipts", [0], "SELECT id, submitter, received_hour, quarantined FROM receipts ORDER BY sequence", ReceiptOf),
            new("cells", [8], RowsSql("cells", "cells.day", "revision"), CellOf),
            new("snapshots", [8], RowsSql("snapshots", "generated_hour", "total_events"), SnapshotOf),
            .. SqliteTelemetryBackup.Tables,
        ];
        return tables.SelectMany(table => Read(connection, damaged, table));
    }

    private static string RowsSql(string table, string key, string order) =>
        $"""
        SELECT {key}, {table}.submitter, client, {order}, content, id, ifnull(quarantined, 0), content_hash, {table}.sequence
        FROM {table} LEFT JOIN receipts ON receipts.sequence = {table}.receipt ORDER BY {table}.sequence
        """;

    private static IEnumerable<BackupPiece> Read(SqliteConnection connection, DamagedRows damaged, BackupTable table)
    {
        using var command = connection.Command(table.Sql);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (damaged.Read(table.Name, SqliteValues.KeyOf(reader, table.Key), () => table.Read(reader)) is { } piece)
            {
                yield return piece;
            }
        }
    }

    private static BackupPiece.Publication ArchivedOf(SqliteDataReader reader) =>
        new(Day(reader, 0), Instant(reader, 1), reader.GetString(2), BackupRows.TextOf(Bytes(reader, 3)));

    private static BackupPiece.Day DayOf(SqliteConnection connection, SqliteDataReader reader) => new(
        Day(reader, 0),
        reader.GetInt64(1) == 1,
        [.. SqliteAggregates.Read(connection, reader.GetInt64(0)).Select(BackupAggregate.From)]);

    private static BackupPiece.Receipt ReceiptOf(SqliteDataReader reader) =>
        new(new Guid(Bytes(reader, 0), bigEndian: true), Bytes(reader, 1), Instant(reader, 2), reader.GetInt64(3) == 1);

    private static BackupPiece.Cell CellOf(SqliteDataReader reader) =>
        new(
            Day(reader, 0),
            Bytes(reader, 1),
            reader.GetInt32(2),
            reader.GetInt64(3),
            ContentOf(reader),
            ReceiptIdOf(reader),
            reader.GetInt64(6) == 1
        );

    private static BackupPiece.Snapshot SnapshotOf(SqliteDataReader reader) =>
        new(
            Instant(reader, 0),
            Bytes(reader, 1),
            reader.GetInt32(2),
            reader.GetInt32(3),
            ContentOf(reader),
            ReceiptIdOf(reader),
            reader.GetInt64(6) == 1
        );

    private static string ContentOf(SqliteDataReader reader) => BackupRows.TextOf(StoredContent.Whole(Bytes(reader, 4), Bytes(reader, 7)));

    private static Guid ReceiptIdOf(SqliteDataReader reader) =>
        reader.IsDBNull(5) ? Guid.Empty : new Guid(Bytes(reader, 5), bigEndian: true);

    private static byte[] Bytes(SqliteDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    private static DateOnly Day(SqliteDataReader reader, int column) => SqliteValues.ToDay(reader.GetInt64(column));

    private static DateTimeOffset Instant(SqliteDataReader reader, int column) =>
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(column));
}

/// <summary>How a table's rows become pieces of a backup.</summary>
/// <param name="Name">The table's name, for the log of damaged rows.</param>
/// <param name="Key">The columns by which a damaged row is known.</param>
/// <param name="Sql">Selects the rows.</param>
/// <param name="Read">Converts a row, or throws what readers and decoders throw for impossible values.</param>
internal sealed record BackupTable(string Name, int[] Key, string Sql, Func<SqliteDataReader, BackupPiece> Read);
