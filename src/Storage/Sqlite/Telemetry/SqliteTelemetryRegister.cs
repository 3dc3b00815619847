using Microsoft.Data.Sqlite;
using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.Sqlite.Telemetry;

/// <summary>
/// Single devices, found by operators' ids. Finding an id searches all devices, which takes a while if there are millions, but blocks
/// nobody.
/// </summary>
internal sealed class SqliteTelemetryRegister(SqliteDatabase database) : ITelemetryRegister
{
    public Task<IReadOnlyList<ListedDevice>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ListedDevice>>(
            connection =>
            {
                using var command = connection.Command(
                    "SELECT id, app, day, events, quarantined FROM telemetry_devices ORDER BY day DESC, events DESC, id LIMIT $limit",
                    ("$limit", limit)
                );
                using var reader = command.ExecuteReader();
                var devices = new List<ListedDevice>();
                while (reader.Read())
                {
                    database.Damaged.Try("telemetry_devices", SqliteValues.KeyOf(reader, 0), () => devices.Add(new()
                    {
                        Id = Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)),
                        App = reader.GetString(1),
                        Day = SqliteValues.ToDay(reader.GetInt64(2)),
                        Events = reader.GetInt64(3),
                        Quarantined = reader.GetInt64(4) == 1,
                    }));
                }

                return devices;
            },
            cancellationToken
        );

    public async Task<bool> SetQuarantineAsync(Guid device, bool quarantined)
    {
        var id = device.ToByteArray(bigEndian: true);
        var found = await database.ReadAsync(connection => Find(connection, id), CancellationToken.None).ConfigureAwait(false);
        return found is var (app, epoch, hash) && await database.WriteAsync(context =>
        {
            var changed = context
                .Command(
                    """
                    UPDATE telemetry_devices SET quarantined = $5, generation = (SELECT generation FROM telemetry_apps WHERE app = $1)
                    WHERE app = $1 AND epoch = $2 AND device = $3 AND id = $4
                    """,
                    app,
                    epoch,
                    hash,
                    id,
                    quarantined ? 1 : 0
                )
                .ExecuteNonQuery();
            return changed > 0
                && context.Command("UPDATE telemetry_apps SET removals = removals + 1 WHERE app = $1", app).ExecuteNonQuery() > 0;
        }).ConfigureAwait(false);
    }

    private static (string App, int Epoch, byte[] Hash)? Find(SqliteConnection connection, byte[] id)
    {
        using var command = connection.Command("SELECT app, epoch, device FROM telemetry_devices WHERE id = $id LIMIT 1", ("$id", id));
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)) : null;
    }
}
