using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.Sqlite.Telemetry;

/// <summary>Stores telemetry events, many per commit, and deletes them.</summary>
internal sealed class SqliteTelemetryStore(SqliteDatabase database) : ITelemetryStore
{
    public Task<TelemetryOutcome> StoreAsync(NewTelemetryEvent offered) =>
        database.AppendAsync(context => SqliteTelemetryRows.Store(context, offered));

    public Task<IReadOnlyList<TelemetryPepper>> ReadPeppersAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<TelemetryPepper>>(
            connection => [.. SqliteTelemetryRows.ReadPeppers(connection)],
            cancellationToken
        );

    public Task AddPepperAsync(TelemetryPepper pepper) =>
        database.WriteAsync(context =>
            context
                .Command(
                    "INSERT INTO telemetry_peppers (epoch, value, made_at) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM telemetry_peppers WHERE epoch = $1)",
                    pepper.Epoch.Number,
                    pepper.Value,
                    pepper.MadeAt.ToUnixTimeSeconds()
                )
                .ExecuteNonQuery()
        );

    public Task<IReadOnlyList<AppName>> ListAppsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AppName>>(
            connection =>
            {
                using var command = connection.Command("SELECT app FROM telemetry_apps ORDER BY app");
                using var reader = command.ExecuteReader();
                var apps = new List<AppName>();
                while (reader.Read())
                {
                    apps.Add(AppName.Parse(reader.GetString(0)));
                }

                return apps;
            },
            cancellationToken
        );

    public Task DeleteAsync(IReadOnlyList<TelemetryDevice> hashes, DateTimeOffset deletedAt) =>
        database.WriteAsync(context =>
        {
            foreach (var hash in hashes)
            {
                Delete(context, hash, deletedAt);
            }

            return hashes.Count;
        });

    public async Task DropExpiredAsync(DateTimeOffset tombstonesBefore, DateOnly epochsEndedBefore)
    {
        // Expired data is searched for outside the writer; usually there is none.
        var epochs = await database
            .ReadAsync(connection => SqliteTelemetryPurge.FindExpired(connection, epochsEndedBefore), CancellationToken.None)
            .ConfigureAwait(false);
        foreach (var epoch in epochs)
        {
            while (
                await database.WriteAsync(context => SqliteTelemetryPurge.DeleteEpoch(context, epoch)).ConfigureAwait(false)
                == SqliteTelemetryPurge.BatchSize
            )
            {
            }
        }

        while (
            await database
                .ReadAsync(connection => SqliteTelemetryPurge.FindTombstones(connection, tombstonesBefore), CancellationToken.None)
                .ConfigureAwait(false) is { Length: > 0 } devices
        )
        {
            await database
                .WriteAsync(context => SqliteTelemetryPurge.DeleteTombstones(context, devices, tombstonesBefore))
                .ConfigureAwait(false);
        }
    }

    private static void Delete(SqliteWriteContext context, TelemetryDevice device, DateTimeOffset deletedAt)
    {
        var (app, hash) = (device.App.ToString(), device.Hash.ToBytes());
        var removed = context
            .Command(
                "DELETE FROM telemetry_devices WHERE app = $1 AND epoch = $2 AND device = $3 AND quarantined = 0",
                app,
                device.Epoch.Number,
                hash
            )
            .ExecuteNonQuery();

        // A quarantined device stays quarantined, with what it reports later.
        context
            .Command(
                "UPDATE telemetry_devices SET events = 0, generation = 0 WHERE app = $1 AND epoch = $2 AND device = $3",
                app,
                device.Epoch.Number,
                hash
            )
            .ExecuteNonQuery();

        // Everything stored is deleted: clocks differ, so an event may have a later hour than its deletion.
        removed += SqliteTelemetryRows.RemoveEvents(context, app, device.Epoch, hash, DateTimeOffset.MaxValue);
        if (removed > 0)
        {
            context
                .Command("UPDATE telemetry_apps SET removals = removals + 1, deletions = deletions + 1 WHERE app = $1", app)
                .ExecuteNonQuery();
        }

        SqliteTelemetryRows.StoreTombstone(context, hash, deletedAt);
    }
}
