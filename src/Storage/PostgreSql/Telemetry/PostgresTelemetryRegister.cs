using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.PostgreSql.Telemetry;

/// <summary>Single devices, found by their ids for operators.</summary>
internal sealed class PostgresTelemetryRegister(PostgresDatabase database) : ITelemetryRegister
{
    public Task<IReadOnlyList<ListedDevice>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ListedDevice>>(
            async connection =>
                await connection
                    .Command("SELECT id, app, day, events, quarantined FROM telemetry_devices ORDER BY day DESC, events DESC, id LIMIT $1", limit)
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

    public Task<bool> SetQuarantineAsync(Guid device, bool quarantined) => database.TransactAsync(async connection =>
    {
        var app = await connection
            .Command("SELECT app FROM telemetry_devices WHERE id = $1", device)
            .ReadScalarAsync<string>()
            .ConfigureAwait(false);
        if (app is null)
        {
            return false;
        }

        // What is published meanwhile waits here, and then sees that it is out of date.
        await connection.Command("UPDATE telemetry_apps SET removals = removals + 1 WHERE app = $1", app).ExecuteAsync().ConfigureAwait(false);
        return await connection
                .Command(
                    """
                    UPDATE telemetry_devices AS stored SET quarantined = $2, generation = apps.generation
                    FROM telemetry_apps AS apps WHERE stored.id = $1 AND apps.app = stored.app
                    """,
                    device,
                    quarantined
                )
                .ExecuteAsync()
                .ConfigureAwait(false) > 0;
    });
}
