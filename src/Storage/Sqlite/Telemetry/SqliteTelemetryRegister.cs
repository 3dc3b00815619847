using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.Sqlite.Telemetry;

/// <summary>Single devices, found by their ids for operators.</summary>
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
                    devices.Add(new()
                    {
                        Id = Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)),
                        App = reader.GetString(1),
                        Day = SqliteValues.ToDay(reader.GetInt64(2)),
                        Events = reader.GetInt64(3),
                        Quarantined = reader.GetInt64(4) == 1,
                    });
                }

                return devices;
            },
            cancellationToken
        );

    public Task<bool> SetQuarantineAsync(Guid device, bool quarantined) => database.WriteAsync(context =>
    {
        var app =
            context
                .Ready(
                    """
                    UPDATE telemetry_devices SET quarantined = $2, generation = (SELECT generation FROM telemetry_apps WHERE app = telemetry_devices.app)
                    WHERE id = $1 RETURNING app
                    """,
                    device.ToByteArray(bigEndian: true),
                    quarantined ? 1 : 0
                )
                .ExecuteScalar() as string;
        return app is not null
            && context.Ready("UPDATE telemetry_apps SET removals = removals + 1 WHERE app = $1", app).ExecuteNonQuery() > 0;
    });
}
