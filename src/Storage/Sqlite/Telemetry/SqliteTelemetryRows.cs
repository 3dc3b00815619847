using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.Sqlite.Telemetry;

/// <summary>Stores telemetry rows, and updates their devices and days.</summary>
internal static class SqliteTelemetryRows
{
    /// <summary>Decides on an event and stores it.</summary>
    public static TelemetryOutcome Store(SqliteWriteContext context, NewTelemetryEvent offered)
    {
        var (app, device, day) = (offered.App.ToString(), offered.Device.ToBytes(), SqliteValues.From(offered.Day));
        var outcome = TelemetryDecision.Make(
            offered,
            offered.CountsOnce && IsStored(context, offered, app, device),
            offered.DailyLimit > 0 ? CountOfDay(context, offered, app, device) : 0
        );
        if (outcome != TelemetryOutcome.Accepted)
        {
            return outcome;
        }

        context.RawStatement("INSERT INTO telemetry_apps (app) VALUES (?1) ON CONFLICT DO NOTHING").With(app).Run();
        context.RawStatement("INSERT INTO telemetry_days (app, day) VALUES (?1, ?2) ON CONFLICT DO NOTHING").With(app).With(day).Run();
        context
            .RawStatement(
                """
                INSERT INTO telemetry_devices (app, epoch, device, id, day, events, generation)
                SELECT ?1, ?2, ?3, ?4, ?5, 1, generation FROM telemetry_apps WHERE app = ?1
                ON CONFLICT (app, epoch, device) DO UPDATE
                SET events = CASE day WHEN excluded.day THEN events + 1 ELSE 1 END, day = excluded.day, generation = excluded.generation
                """
            )
            .With(app)
            .With(offered.Epoch.Number)
            .With(device)
            .With(Guid.NewGuid().ToByteArray(bigEndian: true))
            .With(day)
            .Run();
        StoreEvent(context, offered, app, device);
        return outcome;
    }

    /// <summary>The peppers; in each epoch, the one to use comes first.</summary>
    public static IEnumerable<TelemetryPepper> ReadPeppers(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT epoch, value, made_at FROM telemetry_peppers ORDER BY epoch, made_at, value");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new(
                Epoch.Numbered(reader.GetInt32(0)),
                reader.GetFieldValue<byte[]>(1),
                DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(2))
            );
        }
    }

    /// <summary>Removes a device's events of an epoch up to an hour; in other epochs the device has another hash.</summary>
    public static int RemoveEvents(SqliteWriteContext context, string app, Epoch epoch, byte[] device, DateTimeOffset until)
    {
        var removed = 0;
        var last = until.UtcDay();
        for (var day = epoch.FirstDay; day < epoch.FirstDay.AddDays(Epoch.Days) && day <= last; day = day.AddDays(1))
        {
            removed += context
                .Command(
                    "DELETE FROM telemetry_events WHERE app = $1 AND day = $2 AND device = $3 AND hour <= $4",
                    app,
                    SqliteValues.From(day),
                    device,
                    day == last ? until.UtcDateTime.Hour : 23
                )
                .ExecuteNonQuery();
        }

        return removed;
    }

    /// <summary>Records that a device's events up to an instant are deleted.</summary>
    /// <returns>Whether that was new.</returns>
    public static bool StoreTombstone(SqliteWriteContext context, byte[] device, DateTimeOffset deletedAt) =>
        context
            .Command(
                """
                INSERT INTO telemetry_tombstones (device, deleted_at) VALUES ($1, $2)
                ON CONFLICT (device) DO UPDATE SET deleted_at = excluded.deleted_at WHERE excluded.deleted_at > deleted_at
                """,
                device,
                deletedAt.ToUnixTimeSeconds()
            )
            .ExecuteNonQuery() > 0;

    private static bool IsStored(SqliteWriteContext context, NewTelemetryEvent offered, string app, byte[] device) =>
        context
            .RawStatement("SELECT 1 FROM telemetry_events WHERE app = ?1 AND day = ?2 AND device = ?3 AND hour = ?4 AND content_hash = ?5")
            .With(app)
            .With(SqliteValues.From(offered.Day))
            .With(device)
            .With(offered.Hour.UtcDateTime.Hour)
            .With(offered.ContentHash)
            .ReadNumber()
            is not null;

    private static long CountOfDay(SqliteWriteContext context, NewTelemetryEvent offered, string app, byte[] device) =>
        context
            .RawStatement("SELECT events FROM telemetry_devices WHERE app = ?1 AND epoch = ?2 AND device = ?3 AND day = ?4")
            .With(app)
            .With(offered.Epoch.Number)
            .With(device)
            .With(SqliteValues.From(offered.Day))
            .ReadNumber()
        ?? 0;

    private static void StoreEvent(SqliteWriteContext context, NewTelemetryEvent offered, string app, byte[] device) =>
        context
            .RawStatement(
                """
                INSERT INTO telemetry_events (app, day, device, hour, content_hash, count, content) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)
                ON CONFLICT (app, day, device, hour, content_hash) DO UPDATE SET count = count + 1
                """
            )
            .With(app)
            .With(SqliteValues.From(offered.Day))
            .With(device)
            .With(offered.Hour.UtcDateTime.Hour)
            .With(offered.ContentHash)
            .With(offered.Content)
            .Run();
}
