using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.PostgreSql.Telemetry;

/// <summary>Stores telemetry events, many per commit, and deletes them.</summary>
internal sealed class PostgresTelemetryStore(PostgresDatabase database) : ITelemetryStore
{
    /// <summary>Devices deleted per transaction.</summary>
    private const int DropBatch = 10_000;

    /// <summary>Uses the index whose first column is the app.</summary>
    private static readonly string DevicesOfEpoch =
        $"""
        DELETE FROM telemetry_devices WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM telemetry_devices
            WHERE epoch = $1 AND app = ANY (ARRAY(SELECT app FROM telemetry_apps)) LIMIT {DropBatch}))
        """;

    public Task<TelemetryOutcome> StoreAsync(NewTelemetryEvent offered) => database.WriterOf(offered.Device.Value).StoreAsync(offered);

    public Task<IReadOnlyList<TelemetryPepper>> ReadPeppersAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<TelemetryPepper>>(
            async connection =>
                await connection
                    .Command("SELECT epoch, value, made_at FROM telemetry_peppers ORDER BY epoch, made_at, value")
                    .ReadRowsAsync(
                        reader => new TelemetryPepper(
                            Epoch.Numbered(reader.GetInt32(0)),
                            reader.GetFieldValue<byte[]>(1),
                            reader.GetFieldValue<DateTimeOffset>(2)
                        ),
                        cancellationToken
                    )
                    .ConfigureAwait(false),
            cancellationToken
        );

    public Task AddPepperAsync(TelemetryPepper pepper) => database.TransactAsync(async connection =>
    {
        await connection.Command(PostgresLocks.Peppers).ExecuteAsync().ConfigureAwait(false);
        return await connection
            .Command(
                "INSERT INTO telemetry_peppers (epoch, value, made_at) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM telemetry_peppers WHERE epoch = $1)",
                pepper.Epoch.Number,
                pepper.Value,
                PostgresTelemetry.Second(pepper.MadeAt)
            )
            .ExecuteAsync()
            .ConfigureAwait(false);
    });

    public Task<IReadOnlyList<AppName>> ListAppsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AppName>>(
            async connection =>
                await connection
                    .Command("SELECT app FROM telemetry_apps ORDER BY app")
                    .ReadRowsAsync(reader => AppName.Parse(reader.GetString(0)), cancellationToken)
                    .ConfigureAwait(false),
            cancellationToken
        );

    public Task DeleteAsync(IReadOnlyList<TelemetryDevice> hashes, DateTimeOffset deletedAt) => database.TransactAsync(async connection =>
    {
        foreach (var hash in hashes)
        {
            await DeleteAsync(connection, hash, deletedAt).ConfigureAwait(false);
        }

        return true;
    });

    public async Task DropExpiredAsync(DateTimeOffset tombstonesBefore, DateOnly epochsEndedBefore)
    {
        while (
            await database.TransactAsync(connection => DropEpochsAsync(connection, epochsEndedBefore)).ConfigureAwait(false) == DropBatch
        )
        {
        }

        await database
            .TransactAsync(connection =>
                connection
                    .Command("DELETE FROM telemetry_tombstones WHERE deleted_at < $1", PostgresTelemetry.Second(tombstonesBefore))
                    .ExecuteAsync()
            )
            .ConfigureAwait(false);
    }

    private static async Task DeleteAsync(NpgsqlConnection connection, TelemetryDevice device, DateTimeOffset deletedAt)
    {
        var (app, hash) = (device.App.ToString(), device.Hash.ToBytes());

        // Publications wait here meanwhile, and then see that they are out of date; the device's events wait too.
        await connection.Command("SELECT FROM telemetry_apps WHERE app = $1 FOR UPDATE", app).ExecuteAsync().ConfigureAwait(false);
        var removed = await connection
            .Command(
                "DELETE FROM telemetry_devices WHERE app = $1 AND epoch = $2 AND device = $3 AND NOT quarantined",
                app,
                device.Epoch.Number,
                hash
            )
            .ExecuteAsync()
            .ConfigureAwait(false);

        // A quarantined device stays quarantined, with what it reports later.
        await connection
            .Command(
                "UPDATE telemetry_devices SET events = 0, generation = 0 WHERE app = $1 AND epoch = $2 AND device = $3",
                app,
                device.Epoch.Number,
                hash
            )
            .ExecuteAsync()
            .ConfigureAwait(false);

        // Everything stored is deleted: clocks differ, so an event may have a later hour than its deletion.
        removed += await PostgresTelemetry
            .RemoveEventsAsync(connection, app, device.Epoch, hash, DateTimeOffset.MaxValue)
            .ConfigureAwait(false);
        if (removed > 0)
        {
            await connection
                .Command("UPDATE telemetry_apps SET removals = removals + 1, deletions = deletions + 1 WHERE app = $1", app)
                .ExecuteAsync()
                .ConfigureAwait(false);
        }

        await PostgresTelemetry.StoreTombstoneAsync(connection, hash, deletedAt).ConfigureAwait(false);
    }

    /// <summary>Deletes some devices of expired epochs and returns how many; with the last of an epoch its secret goes.</summary>
    private static async Task<int> DropEpochsAsync(NpgsqlConnection connection, DateOnly endedBefore)
    {
        var epochs = await connection
            .Command("SELECT DISTINCT epoch FROM telemetry_peppers")
            .ReadRowsAsync(reader => Epoch.Numbered(reader.GetInt32(0)))
            .ConfigureAwait(false);
        foreach (var epoch in epochs)
        {
            var (first, last) = (epoch.FirstDay, epoch.FirstDay.AddDays(Epoch.Days - 1));
            if (
                last < endedBefore
                && !await connection
                    .Command("SELECT EXISTS (SELECT FROM telemetry_days WHERE day BETWEEN $1 AND $2 AND NOT purged)", first, last)
                    .ReadScalarAsync<bool>()
                    .ConfigureAwait(false)
            )
            {
                if (await connection.Command(DevicesOfEpoch, epoch.Number).ExecuteAsync().ConfigureAwait(false) == DropBatch)
                {
                    return DropBatch;
                }

                await connection.Command("DELETE FROM telemetry_peppers WHERE epoch = $1", epoch.Number).ExecuteAsync().ConfigureAwait(false);
            }
        }

        return 0;
    }
}
