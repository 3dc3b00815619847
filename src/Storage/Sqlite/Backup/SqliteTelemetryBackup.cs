using Microsoft.Data.Sqlite;
using ToolTime.Storage.Backup;
using ToolTime.Storage.Sqlite.Telemetry;

namespace ToolTime.Storage.Sqlite.Backup;

/// <summary>Reads the telemetry for a backup piece by piece.</summary>
internal static class SqliteTelemetryBackup
{
    /// <summary>Each table's pieces, in the order in which they must be merged.</summary>
    public static IEnumerable<IEnumerable<BackupPiece>> ReadAll(SqliteConnection connection, DamagedRows damaged) =>
    [
        SqliteBackupReading.Read(connection, "SELECT device, deleted_at FROM telemetry_tombstones", reader =>
            new BackupPiece.TelemetryDeletion(Bytes(reader, 0), Instant(reader, 1))),
        SqliteBackupReading.Read(connection, "SELECT epoch, value, made_at FROM telemetry_peppers", reader =>
            new BackupPiece.TelemetryPepper(reader.GetInt32(0), Bytes(reader, 1), Instant(reader, 2))),
        SqliteBackupReading.Read(connection, "SELECT app, kind, first_day, content FROM telemetry_publications", reader =>
            damaged.Read(
                "telemetry_publications",
                $"{reader.GetString(0)} {reader.GetInt64(1)} {reader.GetInt64(2)}",
                () => BackupPiece.TelemetryPeriod.From(Bytes(reader, 3))
            )),
        SqliteBackupReading.Read(connection, "SELECT app, day, purged, startups, tasks, succeeded, failed, shares FROM telemetry_days", reader =>
            new BackupPiece.TelemetryDay(
                reader.GetString(0),
                SqliteValues.ToDay(reader.GetInt64(1)),
                reader.GetInt64(2) == 1,
                reader.IsDBNull(3) ? [] : [.. Enumerable.Range(3, 5).Select(reader.GetInt64)])),
        SqliteBackupReading.Read(connection, "SELECT app, epoch, device, id, day, events, quarantined FROM telemetry_devices", reader =>
            new BackupPiece.TelemetryDevice(
                reader.GetString(0),
                reader.GetInt32(1),
                Bytes(reader, 2),
                new Guid(Bytes(reader, 3), bigEndian: true),
                SqliteValues.ToDay(reader.GetInt64(4)),
                reader.GetInt64(5),
                reader.GetInt64(6) == 1)),
        SqliteBackupReading.Read(connection, "SELECT app, day, hour, device, count, content, content_hash FROM telemetry_events", reader =>
            EventsOf(reader, damaged)),
    ];

    private static BackupPiece.DeviceEvents? EventsOf(SqliteDataReader reader, DamagedRows damaged)
    {
        try
        {
            var (app, day, hour) = (reader.GetString(0), SqliteValues.ToDay(reader.GetInt64(1)), reader.GetInt32(2));
            var content = Bytes(reader, 5);
            TelemetryRowReader.Read(Bytes(reader, 3), day, reader.GetInt64(4), content, Bytes(reader, 6));
            return new(
                app,
                new DateTimeOffset(day, new TimeOnly(hour, 0), TimeSpan.Zero),
                Bytes(reader, 3),
                reader.GetInt64(4),
                BackupRows.TextOf(content)
            );
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidCastException or ArgumentException)
        {
            damaged.Note(
                "telemetry_events",
                $"{reader.GetValue(0)} {reader.GetValue(1)} {SqliteTelemetryRows.KeyOf(reader, device: 3, hour: 2, hash: 6)}"
            );
            return null;
        }
    }

    private static byte[] Bytes(SqliteDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    private static DateTimeOffset Instant(SqliteDataReader reader, int column) =>
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(column));
}
