using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;
using ToolTime.Storage.Backup;
using ToolTime.Storage.Sqlite.Telemetry;

namespace ToolTime.Storage.Sqlite.Backup;

/// <summary>
/// Merges a backup's telemetry inside a transaction; existing data stays. A row that exists in both gets the greater count.
/// </summary>
internal sealed class SqliteTelemetryMerge(SqliteWriteContext context, DateOnly oldestDay)
{
    /// <summary>Looks a hash up in each known app and epoch: there is no index by hash alone, and other writes are waiting.</summary>
    private const string DevicesOfHash =
        """
        SELECT app, epoch FROM telemetry_apps CROSS JOIN (SELECT DISTINCT epoch FROM telemetry_peppers)
        CROSS JOIN telemetry_devices USING (app, epoch) WHERE device = $1
        """;

    /// <summary>Merges the pieces and returns how many rows were stored.</summary>
    public int Merge(IReadOnlyList<BackupPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case BackupPiece.TelemetryDeletion deletion:
                    Delete(deletion);
                    break;
                case BackupPiece.TelemetryPepper pepper when Epoch.Numbered(pepper.Epoch + 1).FirstDay > oldestDay:
                    Store(pepper);
                    break;
                case BackupPiece.TelemetryPeriod period:
                    Store(period.ToPublication());
                    break;
                case BackupPiece.TelemetryDay day:
                    Store(day);
                    break;
                case BackupPiece.TelemetryDevice device when Epoch.Numbered(device.Epoch + 1).FirstDay > oldestDay:
                    Store(device);
                    break;
            }
        }

        return pieces.OfType<BackupPiece.DeviceEvents>().Count(Store);
    }

    /// <summary>Stores a deletion and, if it is new, removes what it covers.</summary>
    private void Delete(BackupPiece.TelemetryDeletion deletion)
    {
        if (!SqliteTelemetryRows.StoreTombstone(context, deletion.Device, deletion.At))
        {
            return;
        }

        using var reader = context.Command(DevicesOfHash, deletion.Device).ExecuteReader();
        var devices = new List<(string App, Epoch Epoch)>();
        while (reader.Read())
        {
            devices.Add((reader.GetString(0), Epoch.Numbered(reader.GetInt32(1))));
        }

        reader.Dispose();
        foreach (var (app, epoch) in devices)
        {
            if (SqliteTelemetryRows.RemoveEvents(context, app, epoch, deletion.Device, deletion.At) > 0)
            {
                context
                    .Command("UPDATE telemetry_apps SET removals = removals + 1, deletions = deletions + 1 WHERE app = $1", app)
                    .ExecuteNonQuery();
            }
        }
    }

    private void Store(BackupPiece.TelemetryPepper pepper) =>
        context
            .Command(
                "INSERT INTO telemetry_peppers (epoch, value, made_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                pepper.Epoch,
                pepper.Value,
                pepper.MadeAt.ToUnixTimeSeconds()
            )
            .ExecuteNonQuery();

    private void Store(TelemetryPublication publication)
    {
        StoreApp(publication.App.ToString());
        SqliteTelemetryPublicationStore.StorePublication(context, publication);
        context.Command("UPDATE telemetry_apps SET version = version + 1 WHERE app = $1", publication.App.ToString()).ExecuteNonQuery();
    }

    private void Store(BackupPiece.TelemetryDay day)
    {
        StoreApp(day.App);
        context
            .Command(
                """
                INSERT INTO telemetry_days (app, day, purged, startups, tasks, succeeded, failed, shares) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT DO NOTHING
                """,
                [
                    day.App,
                    SqliteValues.From(day.Date),
                    day.Purged || day.Date < oldestDay ? 1 : 0,
                    .. Enumerable.Range(0, 5).Select(index => index < day.Totals.Count ? (object)day.Totals[index] : DBNull.Value),
                ]
            )
            .ExecuteNonQuery();
    }

    private void Store(BackupPiece.TelemetryDevice device)
    {
        // A deletion does not end a device's quarantine.
        var isDeleted = IsDeleted(device.Device, new DateTimeOffset(device.Date, TimeOnly.MinValue, TimeSpan.Zero));
        if ((isDeleted && !device.Quarantined) || IsPurged(device.App, device.Date))
        {
            return;
        }

        StoreApp(device.App);
        context
            .Command(
                """
                INSERT INTO telemetry_devices (app, epoch, device, id, day, events, generation, quarantined)
                SELECT $1, $2, $3, $4, $5, $6, generation, $7 FROM telemetry_apps WHERE app = $1
                ON CONFLICT (app, epoch, device) DO UPDATE
                SET quarantined = max(quarantined, excluded.quarantined), generation = excluded.generation,
                    events = CASE WHEN excluded.day = day THEN max(events, excluded.events) ELSE events END
                """,
                device.App,
                device.Epoch,
                device.Device,
                device.Id.ToByteArray(bigEndian: true),
                SqliteValues.From(device.Date),
                isDeleted ? 0 : device.Events,
                device.Quarantined ? 1 : 0
            )
            .ExecuteNonQuery();
    }

    /// <summary>Stores a row; false if it is already stored, deleted, or too old.</summary>
    private bool Store(BackupPiece.DeviceEvents events)
    {
        var day = events.Hour.UtcDay();
        if (day < oldestDay || IsDeleted(events.Device, events.Hour) || IsPurged(events.App, day))
        {
            return false;
        }

        StoreApp(events.App);
        context.Command("INSERT INTO telemetry_days (app, day) VALUES ($1, $2) ON CONFLICT DO NOTHING", events.App, SqliteValues.From(day)).ExecuteNonQuery();
        StoreDeviceOf(events, day);
        var content = BackupRows.BytesOf(events.Content);
        return context
            .Command(
                """
                INSERT INTO telemetry_events (app, day, device, hour, content_hash, count, content) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (app, day, device, hour, content_hash) DO UPDATE SET count = excluded.count WHERE excluded.count > count
                """,
                events.App,
                SqliteValues.From(day),
                events.Device,
                events.Hour.UtcDateTime.Hour,
                NewTelemetryEvent.HashOf(content),
                events.Count,
                content
            )
            .ExecuteNonQuery() > 0;
    }

    /// <summary>A device whose own piece was skipped because of a deletion, but which reported later, still has rows.</summary>
    private void StoreDeviceOf(BackupPiece.DeviceEvents events, DateOnly day) =>
        context
            .Command(
                """
                INSERT INTO telemetry_devices (app, epoch, device, id, day, events, generation)
                SELECT $1, $2, $3, $4, $5, 0, generation FROM telemetry_apps WHERE app = $1 ON CONFLICT DO NOTHING
                """,
                events.App,
                Epoch.Containing(day).Number,
                events.Device,
                Guid.NewGuid().ToByteArray(bigEndian: true),
                SqliteValues.From(day)
            )
            .ExecuteNonQuery();

    private bool IsDeleted(byte[] device, DateTimeOffset at) =>
        context
            .Command(
                "SELECT 1 FROM telemetry_tombstones WHERE device = $1 AND deleted_at >= $2",
                device,
                at.ToUnixTimeSeconds()
            )
            .ExecuteScalar()
            is not null;

    private bool IsPurged(string app, DateOnly day) =>
        context
            .Command("SELECT 1 FROM telemetry_days WHERE app = $1 AND day = $2 AND purged = 1", app, SqliteValues.From(day))
            .ExecuteScalar()
            is not null;

    private void StoreApp(string app) =>
        context.Command("INSERT INTO telemetry_apps (app) VALUES ($1) ON CONFLICT DO NOTHING", app).ExecuteNonQuery();
}
