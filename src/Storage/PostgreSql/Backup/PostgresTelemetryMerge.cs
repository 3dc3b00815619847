using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;
using ToolTime.Storage.Backup;
using ToolTime.Storage.PostgreSql.Telemetry;

namespace ToolTime.Storage.PostgreSql.Backup;

/// <summary>
/// Merges a backup's telemetry inside a transaction; existing data stays. A row that exists in both gets the greater count.
/// </summary>
internal sealed class PostgresTelemetryMerge(NpgsqlConnection connection, DateOnly oldestDay)
{
    /// <summary>Merges the pieces and returns how many rows were stored.</summary>
    public async Task<int> MergeAsync(IReadOnlyList<BackupPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            await (
                piece switch
                {
                    BackupPiece.TelemetryDeletion deletion => DeleteAsync(deletion),
                    BackupPiece.TelemetryPepper pepper when IsCurrent(pepper.Epoch) => StoreAsync(pepper),
                    BackupPiece.TelemetryPeriod period => StoreAsync(period.ToPublication()),
                    BackupPiece.TelemetryDay day => StoreAsync(day),
                    _ => Task.CompletedTask,
                }
            ).ConfigureAwait(false);
        }

        await StoreAsync([.. pieces.OfType<BackupPiece.TelemetryDevice>().Where(device => IsCurrent(device.Epoch))]).ConfigureAwait(false);
        return await StoreAsync([.. pieces.OfType<BackupPiece.DeviceEvents>().Where(events => DayOf(events) >= oldestDay)])
            .ConfigureAwait(false);
    }

    private static DateOnly DayOf(BackupPiece.DeviceEvents events) => events.Hour.UtcDay();

    private bool IsCurrent(int epoch) => Epoch.Numbered(epoch + 1).FirstDay > oldestDay;

    /// <summary>Stores a deletion and, if it is new, removes what it covers.</summary>
    private async Task DeleteAsync(BackupPiece.TelemetryDeletion deletion)
    {
        if (await PostgresTelemetry.StoreTombstoneAsync(connection, deletion.Device, deletion.At).ConfigureAwait(false) == 0)
        {
            return;
        }

        var devices = await connection
            .Command(
                """
                SELECT app, epoch FROM telemetry_apps CROSS JOIN (SELECT DISTINCT epoch FROM telemetry_peppers) AS epochs
                JOIN telemetry_devices AS stored USING (app, epoch) WHERE device = $1 FOR UPDATE OF stored
                """,
                deletion.Device
            )
            .ReadRowsAsync(reader => (App: reader.GetString(0), Epoch: Epoch.Numbered(reader.GetInt32(1))))
            .ConfigureAwait(false);
        foreach (var (app, epoch) in devices)
        {
            var removed = await PostgresTelemetry
                .RemoveEventsAsync(connection, app, epoch, deletion.Device, deletion.At)
                .ConfigureAwait(false);
            if (removed > 0)
            {
                await connection
                    .Command("UPDATE telemetry_apps SET removals = removals + 1, deletions = deletions + 1 WHERE app = $1", app)
                    .ExecuteAsync()
                    .ConfigureAwait(false);
            }
        }
    }

    private Task<int> StoreAsync(BackupPiece.TelemetryPepper pepper) =>
        connection
            .Command(
                "INSERT INTO telemetry_peppers (epoch, value, made_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                pepper.Epoch,
                pepper.Value,
                pepper.MadeAt
            )
            .ExecuteAsync();

    private async Task StoreAsync(TelemetryPublication publication)
    {
        var app = publication.App.ToString();
        await StoreAppsAsync([app]).ConfigureAwait(false);
        await PostgresTelemetry.StoreAsync(connection, publication).ConfigureAwait(false);
        await connection
            .Command("UPDATE telemetry_apps SET version = version + 1 WHERE app = $1", app)
            .ExecuteAsync()
            .ConfigureAwait(false);
    }

    private async Task StoreAsync(BackupPiece.TelemetryDay day)
    {
        await StoreAppsAsync([day.App]).ConfigureAwait(false);
        var totals = day.Totals.Count == 5 ? day.Totals : [-1, -1, -1, -1, -1];
        await connection
            .Command(
                """
                INSERT INTO telemetry_days (app, day, purged, startups, tasks, succeeded, failed, shares)
                VALUES ($1, $2, $3, nullif($4, -1), nullif($5, -1), nullif($6, -1), nullif($7, -1), nullif($8, -1)) ON CONFLICT DO NOTHING
                """,
                [day.App, day.Date, day.Purged || day.Date < oldestDay, .. totals.Select(total => (object)total)]
            )
            .ExecuteAsync()
            .ConfigureAwait(false);
    }

    private async Task StoreAsync(BackupPiece.TelemetryDevice[] devices)
    {
        if (devices.Length == 0)
        {
            return;
        }

        // A deletion does not end a device's quarantine.
        await StoreAppsAsync([.. devices.Select(device => device.App)]).ConfigureAwait(false);
        await connection
            .Command(
                """
                INSERT INTO telemetry_devices AS stored (app, epoch, device, id, day, events, generation, quarantined)
                SELECT offered.app, epoch, device, id, day, CASE WHEN is_deleted THEN 0 ELSE events END, generation, quarantined
                FROM unnest($1, $2, $3, $4, $5, $6, $7) AS offered (app, epoch, device, id, day, events, quarantined)
                JOIN telemetry_apps AS apps ON apps.app = offered.app
                CROSS JOIN LATERAL (SELECT EXISTS (
                    SELECT FROM telemetry_tombstones AS deleted
                    WHERE deleted.device = offered.device AND deleted.deleted_at >= offered.day::timestamp AT TIME ZONE 'UTC')
                    AS is_deleted) AS deletion
                WHERE (quarantined OR NOT is_deleted)
                    AND NOT EXISTS (SELECT FROM telemetry_days AS past WHERE past.app = offered.app AND past.day = offered.day AND purged)
                ORDER BY offered.app, epoch, device
                ON CONFLICT (app, epoch, device) DO UPDATE
                SET quarantined = stored.quarantined OR excluded.quarantined, generation = excluded.generation,
                    events = CASE WHEN excluded.day = stored.day THEN greatest(stored.events, excluded.events) ELSE stored.events END
                """,
                Array.ConvertAll(devices, device => device.App),
                Array.ConvertAll(devices, device => device.Epoch),
                Array.ConvertAll(devices, device => device.Device),
                Array.ConvertAll(devices, device => device.Id),
                Array.ConvertAll(devices, device => device.Date),
                Array.ConvertAll(devices, device => device.Events),
                Array.ConvertAll(devices, device => device.Quarantined)
            )
            .ExecuteAsync()
            .ConfigureAwait(false);
    }

    /// <summary>Stores rows that are not already stored, deleted or purged, and returns how many.</summary>
    private async Task<int> StoreAsync(BackupPiece.DeviceEvents[] events)
    {
        if (events.Length == 0)
        {
            return 0;
        }

        await StoreAppsAsync([.. events.Select(row => row.App)]).ConfigureAwait(false);
        var contents = Array.ConvertAll(events, row => BackupRows.BytesOf(row.Content));
        object[] values =
        [
            Array.ConvertAll(events, row => row.App),
            Array.ConvertAll(events, DayOf),
            Array.ConvertAll(events, row => row.Device),
            Array.ConvertAll(events, row => (short)row.Hour.UtcDateTime.Hour),
            Array.ConvertAll(events, row => Epoch.Containing(DayOf(row)).Number),
            Array.ConvertAll(events, row => row.Hour),
        ];
        const string Offered = """
            WITH offered AS (
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    AS offered (app, day, device, hour, epoch, at, content_hash, count, content)
                WHERE NOT EXISTS (SELECT FROM telemetry_tombstones WHERE device = offered.device AND deleted_at >= offered.at)
                AND NOT EXISTS (SELECT FROM telemetry_days WHERE app = offered.app AND day = offered.day AND purged))
            """;
        object[] rest =
        [
            Array.ConvertAll(contents, content => NewTelemetryEvent.HashOf(content)),
            Array.ConvertAll(events, row => row.Count),
            contents,
        ];
        await connection
            .Command(
                $"{Offered} INSERT INTO telemetry_days (app, day) SELECT DISTINCT app, day FROM offered ON CONFLICT DO NOTHING",
                [.. values, .. rest]
            )
            .ExecuteAsync()
            .ConfigureAwait(false);

        // A device whose own piece was skipped because of a deletion, but which reported later, still has rows.
        await connection
            .Command(
                $"""
                {Offered} INSERT INTO telemetry_devices (app, epoch, device, id, day, events, generation)
                SELECT DISTINCT ON (app, epoch, device) app, epoch, device, gen_random_uuid(), day, 0, generation
                FROM offered JOIN telemetry_apps USING (app) ORDER BY app, epoch, device, day DESC ON CONFLICT DO NOTHING
                """,
                [.. values, .. rest]
            )
            .ExecuteAsync()
            .ConfigureAwait(false);
        return await connection
            .Command(
                $"""
                {Offered} INSERT INTO telemetry_events AS stored (app, day, device, hour, content_hash, count, content)
                SELECT app, day, device, hour, content_hash, count, content FROM offered ORDER BY app, day, device, hour, content_hash
                ON CONFLICT (app, day, device, hour, content_hash) DO UPDATE SET count = excluded.count WHERE excluded.count > stored.count
                """,
                [.. values, .. rest]
            )
            .ExecuteAsync()
            .ConfigureAwait(false);
    }

    private Task<int> StoreAppsAsync(string[] apps) =>
        connection
            .Command(
                "INSERT INTO telemetry_apps (app) SELECT DISTINCT app FROM unnest($1) AS app ORDER BY app ON CONFLICT DO NOTHING",
                [apps]
            )
            .ExecuteAsync();
}
