using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.PostgreSql.Telemetry;

/// <summary>Single devices, found by operators' ids.</summary>
internal sealed class PostgresTelemetryRegister(PostgresDatabase database) : ITelemetryRegister
{
    public Task<IReadOnlyList<ListedDevice>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.SearchAsync<IReadOnlyList<ListedDevice>>(
            async connection =>
                await connection
                    .LongCommand("SELECT id, app, day, events, quarantined FROM telemetry_devices ORDER BY day DESC, events DESC, id LIMIT $1", limit)
                    .ReadRowsAsync(
                        reader => new ListedDevice
                        {
                            Id = reader.GetGuid(0).ToString("n"),
                            App = reader.GetString(1),
                            Day = reader.GetFieldValue<DateOnly>(2),
                            Events = reader.GetInt64(3),
                            Quarantined = reader.GetBoolean(4),
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false),
            cancellationToken
        );

    public async Task<bool> SetQuarantineAsync(Guid device, bool quarantined)
    {
        // This searches all devices, so it runs before any lock is taken.
        var found = await database
            .SearchAsync(
                connection =>
                    connection
                        .LongCommand("SELECT app, epoch, device FROM telemetry_devices WHERE id = $1 LIMIT 1", device)
                        .ReadRowsAsync(reader => (reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2))),
                CancellationToken.None
            )
            .ConfigureAwait(false);
        return found is [var (app, epoch, hash)] && await database.TransactAsync(async connection =>
        {
            // Publications wait here meanwhile, and then see that they are out of date.
            await connection
                .Command("UPDATE telemetry_apps SET removals = removals + 1 WHERE app = $1", app)
                .ExecuteAsync()
                .ConfigureAwait(false);
            return await connection
                    .Command(
                        """
                        UPDATE telemetry_devices AS stored SET quarantined = $5, generation = apps.generation
                        FROM telemetry_apps AS apps
                        WHERE stored.app = $1 AND stored.epoch = $2 AND stored.device = $3 AND stored.id = $4 AND apps.app = $1
                        """,
                        app,
                        epoch,
                        hash,
                        device,
                        quarantined
                    )
                    .ExecuteAsync()
                    .ConfigureAwait(false) > 0;
        }).ConfigureAwait(false);
    }
}
