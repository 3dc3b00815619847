using Microsoft.Data.Sqlite;
using ToolTime.Calendar;

namespace ToolTime.Storage.Sqlite.Telemetry;

/// <summary>Deletes old rows, some per transaction, since events wait for each.</summary>
internal static class SqliteTelemetryPurge
{
    /// <summary>The number of rows deleted per transaction: some milliseconds.</summary>
    public const int BatchSize = 500;

    /// <summary>Deletes some events of an app's day and returns how many; when none is left, the day is purged.</summary>
    public static int DeleteEvents(SqliteWriteContext context, string app, DateOnly day)
    {
        var column = SqliteValues.From(day);
        var deleted = context
            .Command(
                $"""
                DELETE FROM telemetry_events WHERE (app, day, device, hour, content_hash) IN (
                    SELECT app, day, device, hour, content_hash FROM telemetry_events WHERE app = $1 AND day = $2 LIMIT {BatchSize})
                """,
                app,
                column
            )
            .ExecuteNonQuery();
        if (deleted < BatchSize)
        {
            context.Command("UPDATE telemetry_days SET purged = 1 WHERE app = $1 AND day = $2", app, column).ExecuteNonQuery();
        }

        return deleted;
    }

    /// <summary>
    /// Some devices of a purged day's epoch that last reported on that day or earlier, in order; none while an earlier day has events,
    /// since deleting a device's events needs its row.
    /// </summary>
    public static byte[][] FindDevices(SqliteConnection connection, string app, DateOnly day, byte[] after)
    {
        using var command = connection.Command(
            $"""
            SELECT device FROM telemetry_devices
            WHERE app = $app AND epoch = $epoch AND device > $after AND day <= $day
                AND NOT EXISTS (SELECT 1 FROM telemetry_days WHERE app = $app AND day BETWEEN $first AND $day AND purged = 0)
            ORDER BY device LIMIT {BatchSize}
            """,
            ("$app", app),
            ("$epoch", Epoch.Containing(day).Number),
            ("$after", after),
            ("$day", SqliteValues.From(day)),
            ("$first", SqliteValues.From(Epoch.Containing(day).FirstDay))
        );
        using var reader = command.ExecuteReader();
        var devices = new List<byte[]>();
        while (reader.Read())
        {
            devices.Add(reader.GetFieldValue<byte[]>(0));
        }

        return [.. devices];
    }

    /// <summary>Deletes devices, unless they have reported since.</summary>
    public static int DeleteDevices(SqliteWriteContext context, string app, DateOnly day, byte[][] devices) =>
        devices.Sum(device =>
            context
                .Command(
                    "DELETE FROM telemetry_devices WHERE app = $1 AND epoch = $2 AND device = $3 AND day <= $4",
                    app,
                    Epoch.Containing(day).Number,
                    device,
                    SqliteValues.From(day)
                )
                .ExecuteNonQuery()
        );

    /// <summary>Epochs that ended before a day, and have a secret but no events left.</summary>
    public static Epoch[] FindExpired(SqliteConnection connection, DateOnly endedBefore) =>
    [
        .. connection
            .ReadNumbers("SELECT DISTINCT epoch FROM telemetry_peppers")
            .Select(number => Epoch.Numbered((int)number))
            .Where(epoch => epoch.FirstDay.AddDays(Epoch.Days - 1) < endedBefore && !HasRows(connection, epoch)),
    ];

    /// <summary>Deletes some devices of an epoch and returns how many; when none is left, its secret is deleted.</summary>
    public static int DeleteEpoch(SqliteWriteContext context, Epoch epoch)
    {
        if (HasRows(context.Connection, epoch))
        {
            return 0;
        }

        var deleted = context
            .Command(
                $"""
                DELETE FROM telemetry_devices WHERE (app, epoch, device) IN (
                    SELECT app, epoch, device FROM telemetry_devices
                    WHERE epoch = $1 AND app IN (SELECT app FROM telemetry_apps) LIMIT {BatchSize})
                """,
                epoch.Number
            )
            .ExecuteNonQuery();
        if (deleted < BatchSize)
        {
            context.Command("DELETE FROM telemetry_peppers WHERE epoch = $1", epoch.Number).ExecuteNonQuery();
        }

        return deleted;
    }

    /// <summary>Some tombstones older than an instant.</summary>
    public static byte[][] FindTombstones(SqliteConnection connection, DateTimeOffset beforeExclusive)
    {
        using var command = connection.Command(
            $"SELECT device FROM telemetry_tombstones WHERE deleted_at < $before LIMIT {BatchSize}",
            ("$before", beforeExclusive.ToUnixTimeSeconds())
        );
        using var reader = command.ExecuteReader();
        var devices = new List<byte[]>();
        while (reader.Read())
        {
            devices.Add(reader.GetFieldValue<byte[]>(0));
        }

        return [.. devices];
    }

    /// <summary>Deletes tombstones, unless their devices were deleted again since.</summary>
    public static int DeleteTombstones(SqliteWriteContext context, byte[][] devices, DateTimeOffset beforeExclusive) =>
        devices.Sum(device =>
            context
                .Command(
                    "DELETE FROM telemetry_tombstones WHERE device = $1 AND deleted_at < $2",
                    device,
                    beforeExclusive.ToUnixTimeSeconds()
                )
                .ExecuteNonQuery()
        );

    private static bool HasRows(SqliteConnection connection, Epoch epoch) =>
        connection.ReadNumber(
            "SELECT 1 FROM telemetry_days WHERE day BETWEEN $first AND $last AND purged = 0 LIMIT 1",
            ("$first", SqliteValues.From(epoch.FirstDay)),
            ("$last", SqliteValues.From(epoch.FirstDay.AddDays(Epoch.Days - 1)))
        )
        is not null;
}
