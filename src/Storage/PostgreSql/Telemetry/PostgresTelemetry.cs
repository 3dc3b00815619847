using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;

namespace ToolTime.Storage.PostgreSql.Telemetry;

/// <summary>Telemetry statements shared by several stores.</summary>
internal static class PostgresTelemetry
{
    /// <summary>An instant cut to the second, as stored.</summary>
    public static DateTimeOffset Second(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    /// <summary>Removes a device's events of an epoch up to an hour; in other epochs the device has another hash.</summary>
    public static Task<int> RemoveEventsAsync(NpgsqlConnection connection, string app, Epoch epoch, byte[] device, DateTimeOffset until) =>
        connection
            .Command(
                "DELETE FROM telemetry_events WHERE app = $1 AND day BETWEEN $2 AND $3 AND device = $4 AND (day, hour) <= ($5, $6)",
                app,
                epoch.FirstDay,
                epoch.FirstDay.AddDays(Epoch.Days - 1),
                device,
                until.UtcDay(),
                (short)until.UtcDateTime.Hour
            )
            .ExecuteAsync();

    /// <summary>Records that a device's events up to an instant are deleted; 0 if that was known.</summary>
    public static Task<int> StoreTombstoneAsync(NpgsqlConnection connection, byte[] device, DateTimeOffset deletedAt) =>
        connection
            .Command(
                """
                INSERT INTO telemetry_tombstones AS stored (device, deleted_at) VALUES ($1, $2)
                ON CONFLICT (device) DO UPDATE SET deleted_at = excluded.deleted_at WHERE excluded.deleted_at > stored.deleted_at
                """,
                device,
                Second(deletedAt)
            )
            .ExecuteAsync();

    /// <summary>Counts the epoch's devices that reported in a generation or a later one.</summary>
    public static Task<int> CountSinceAsync(
        NpgsqlConnection connection, string app, Epoch epoch, long generation, CancellationToken cancellationToken) =>
        connection
            .Command(
                "SELECT count(*)::int FROM telemetry_devices WHERE app = $1 AND epoch = $2 AND generation >= $3",
                app,
                epoch.Number,
                generation
            )
            .ReadScalarAsync<int>(cancellationToken);

    /// <summary>Stores a publication, unless a final one is stored.</summary>
    public static Task<int> StoreAsync(NpgsqlConnection connection, TelemetryPublication publication) =>
        connection
            .Command(
                """
                INSERT INTO telemetry_publications AS stored (app, kind, first_day, final, published_at, content) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (app, kind, first_day) DO UPDATE
                SET final = excluded.final, published_at = excluded.published_at, content = excluded.content
                WHERE NOT stored.final AND (excluded.final, excluded.published_at) >= (stored.final, stored.published_at)
                """,
                publication.App.ToString(),
                (short)publication.Period.Window,
                publication.Period.FirstDay,
                publication.IsFinal,
                Second(publication.ComputedAt),
                publication.Encode()
            )
            .ExecuteAsync();
}
