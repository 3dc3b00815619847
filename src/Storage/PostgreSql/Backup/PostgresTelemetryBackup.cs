using Npgsql;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.PostgreSql.Backup;

/// <summary>Reads the telemetry for a backup.</summary>
internal static class PostgresTelemetryBackup
{
    /// <summary>One statement per table, in the order in which the pieces must be merged.</summary>
    public static IEnumerable<(string Sql, Func<NpgsqlDataReader, BackupPiece?> Read)> Statements(DamagedRows damaged) =>
    [
        ("SELECT device, deleted_at FROM telemetry_tombstones", reader =>
            new BackupPiece.TelemetryDeletion(Bytes(reader, 0), Instant(reader, 1))),
        ("SELECT epoch, value, made_at FROM telemetry_peppers", reader =>
            new BackupPiece.TelemetryPepper(reader.GetInt32(0), Bytes(reader, 1), Instant(reader, 2))),
        ("SELECT app, kind, first_day, content FROM telemetry_publications", reader =>
            damaged.Read(
                "telemetry_publications",
                $"{reader.GetString(0)} {reader.GetInt16(1)} {reader.GetFieldValue<DateOnly>(2):o}",
                () => BackupPiece.TelemetryPeriod.From(Bytes(reader, 3)))),
        ("SELECT app, day, purged, startups, tasks, succeeded, failed, shares FROM telemetry_days", reader =>
            new BackupPiece.TelemetryDay(
                reader.GetString(0),
                reader.GetFieldValue<DateOnly>(1),
                reader.GetBoolean(2),
                reader.IsDBNull(3) ? [] : [.. Enumerable.Range(3, 5).Select(reader.GetInt64)])),
        ("SELECT app, epoch, device, id, day, events, quarantined FROM telemetry_devices", reader =>
            new BackupPiece.TelemetryDevice(
                reader.GetString(0),
                reader.GetInt32(1),
                Bytes(reader, 2),
                reader.GetGuid(3),
                reader.GetFieldValue<DateOnly>(4),
                reader.GetInt64(5),
                reader.GetBoolean(6))),
        ("SELECT app, day, hour, device, count, content, content_hash FROM telemetry_events", reader => EventsOf(reader, damaged)),
    ];

    private static BackupPiece.DeviceEvents? EventsOf(NpgsqlDataReader reader, DamagedRows damaged)
    {
        var (app, day, hour) = (reader.GetString(0), reader.GetFieldValue<DateOnly>(1), reader.GetInt16(2));
        var (device, content, hash) = (Bytes(reader, 3), Bytes(reader, 5), Bytes(reader, 6));
        return damaged.Read(
            "telemetry_events",
            $"{app} {day:o} {hour} {Convert.ToHexString(device)} {Convert.ToHexString(hash)}",
            () =>
            {
                TelemetryRowReader.Read(device, day, reader.GetInt64(4), content, hash);
                return new BackupPiece.DeviceEvents(
                    app,
                    new DateTimeOffset(day, new TimeOnly(hour, 0), TimeSpan.Zero),
                    device,
                    reader.GetInt64(4),
                    BackupRows.TextOf(content)
                );
            });
    }

    private static byte[] Bytes(NpgsqlDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    private static DateTimeOffset Instant(NpgsqlDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);
}
