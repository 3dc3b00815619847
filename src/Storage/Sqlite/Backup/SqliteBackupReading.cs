using Microsoft.Data.Sqlite;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.Sqlite.Backup;

/// <summary>Reads a backup's content piece by piece.</summary>
internal static class SqliteBackupReading
{
    /// <summary>All pieces, read lazily. A damaged row is left out, because the backup would give it a valid hash.</summary>
    public static IEnumerable<BackupPiece> ReadAll(SqliteConnection connection, DamagedRows damaged) =>
        (
            (IEnumerable<IEnumerable<BackupPiece>>)
                [
                    Read(connection, "SELECT submitter, deleted_at FROM tombstones", reader => new BackupPiece.Deletion(
                        Bytes(reader, 0),
                        Instant(reader, 1)
                    )),
                    Read(connection, "SELECT week, published_at, etag, body FROM archived_weeks", ArchivedOf),
                    Read(connection, "SELECT kind, first_day, content FROM publications", reader =>
                        damaged.Read("publications", $"{reader.GetInt64(0)} {reader.GetInt64(1)}", () => PeriodOf(reader))
                    ),
                    Read(connection, "SELECT day, sealed FROM days WHERE sealed = 1 OR (watermark > 0 AND changed <= watermark)", reader =>
                        DayOf(connection, reader)
                    ),
                    Read(connection, "SELECT id, submitter, received_hour, quarantined FROM receipts ORDER BY sequence", ReceiptOf),
                    Read(connection, RowsSql("cells", "cells.day", "revision"), reader =>
                        damaged.Read("cells", SequenceOf(reader), () => CellOf(reader))
                    ),
                    Read(connection, RowsSql("snapshots", "generated_hour", "total_events"), reader =>
                        damaged.Read("snapshots", SequenceOf(reader), () => SnapshotOf(reader))
                    ),
                    .. SqliteTelemetryBackup.ReadAll(connection, damaged),
                ]
        ).SelectMany(pieces => pieces);

    private static string RowsSql(string table, string key, string order) =>
        $"""
        SELECT {key}, {table}.submitter, client, {order}, content, id, ifnull(quarantined, 0), content_hash, {table}.sequence
        FROM {table} LEFT JOIN receipts ON receipts.sequence = {table}.receipt ORDER BY {table}.sequence
        """;

    /// <summary>Converts a statement's rows to pieces.</summary>
    public static IEnumerable<BackupPiece> Read(SqliteConnection connection, string sql, Func<SqliteDataReader, BackupPiece?> read)
    {
        using var command = connection.Command(sql);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (read(reader) is { } piece)
            {
                yield return piece;
            }
        }
    }

    private static BackupPiece.Publication ArchivedOf(SqliteDataReader reader) =>
        new(Day(reader, 0), Instant(reader, 1), reader.GetString(2), BackupRows.TextOf(Bytes(reader, 3)));

    private static BackupPiece.Period PeriodOf(SqliteDataReader reader) => BackupPiece.Period.From(Bytes(reader, 2));

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

    private static string SequenceOf(SqliteDataReader reader) => $"{reader.GetInt64(8)}";

    private static string ContentOf(SqliteDataReader reader) => BackupRows.TextOf(StoredContent.Whole(Bytes(reader, 4), Bytes(reader, 7)));

    private static Guid ReceiptIdOf(SqliteDataReader reader) =>
        reader.IsDBNull(5) ? Guid.Empty : new Guid(Bytes(reader, 5), bigEndian: true);

    private static byte[] Bytes(SqliteDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    private static DateOnly Day(SqliteDataReader reader, int column) => SqliteValues.ToDay(reader.GetInt64(column));

    private static DateTimeOffset Instant(SqliteDataReader reader, int column) =>
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(column));
}
