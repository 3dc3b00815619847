using Microsoft.Data.Sqlite;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.Sqlite.Backup;

/// <summary>Reads the telemetry for a backup.</summary>
internal static class SqliteTelemetryBackup
{
    /// <summary>The tables, in the order in which their pieces must be merged.</summary>
    public static IReadOnlyList<BackupTable> Tables { get; } =
    [
        new("telemetry_tombstones", [0], "SELECT device, deleted_at FROM telemetry_tombstones", reader =>
            new BackupPiece.TelemetryDeletion(Bytes(reader, 0), Instant(reader, 1))),
        new("telemetry_peppers", [0], "SELECT epoch, value, made_at FROM telemetry_peppers", reader =>
            new BackupPiece.TelemetryPepper(reader.GetInt32(0), Bytes(reader, 1), Instant(reader, 2))),
        new("telemetry_publications", [0, 1, 2], "SELECT app, kind, first_day, content FROM telemetry_publications", reader =>
            BackupPiece.TelemetryPeriod.From(Bytes(reader, 3))),
        new(
            "telemetry_days",
            [0, 1],
            "SELECT app, day, purged, startups, tasks, succeeded, failed, shares FROM telemetry_days",
            reader => new BackupPiece.TelemetryDay(
                reader.GetString(0),
                SqliteValues.ToDay(reader.GetInt64(1)),
                reader.GetInt64(2) == 1,
                reader.IsDBNull(3) ? [] : [.. Enumerable.Range(3, 5).Select(reader.GetInt64)])
        ),
        new(
            "telemetry_devices",
            [0, 1, 2],
            "SELECT app, epoch, device, id, day, events, quarantined FROM telemetry_devices",
            reader => new BackupPiece.TelemetryDevice(
                reader.GetString(0),
                reader.GetInt32(1),
                Bytes(reader, 2),
                new Guid(Bytes(reader, 3), bigEndian: true),
                SqliteValues.ToDay(reader.GetInt64(4)),
                reader.GetInt64(5),
                reader.GetInt64(6) == 1)
        ),
        new(
            "telemetry_events",
            [0, 1, 3, 2, 6],
            "SELECT app, day, hour, device, count, content, content_hash FROM telemetry_events",
            EventsOf
        ),
    ];

    private static BackupPiece.DeviceEvents EventsOf(SqliteDataReader reader)
    {
        var (day, device, content) = (SqliteValues.ToDay(reader.GetInt64(1)), Bytes(reader, 3), Bytes(reader, 5));
        TelemetryRowReader.Read(device, day, reader.GetInt64(4), content, Bytes(reader, 6));
        return new(
            reader.GetString(0),
            new DateTimeOffset(day, new TimeOnly(reader.GetInt32(2), 0), TimeSpan.Zero),
            device,
            reader.GetInt64(4),
            BackupRows.TextOf(content)
        );
    }

    private static byte[] Bytes(SqliteDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    private static DateTimeOffset Instant(SqliteDataReader reader, int column) =>
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(column));
}
