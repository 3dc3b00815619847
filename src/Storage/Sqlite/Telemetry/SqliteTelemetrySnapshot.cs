using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;

namespace ToolTime.Storage.Sqlite.Telemetry;

/// <summary>An app's rows of an epoch from one snapshot: its own connection, in a transaction.</summary>
internal sealed class SqliteTelemetrySnapshot : ITelemetrySnapshot
{
    private readonly SqliteDatabase _database;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly string _app;
    private readonly HashSet<DeviceHash> _quarantined = [];

    private SqliteTelemetrySnapshot(SqliteDatabase database, string app, Epoch epoch, long generation)
    {
        (_database, _app, _connection) = (database, app, database.OpenReader());
        try
        {
            _transaction = _connection.BeginTransaction(deferred: true);
            Removals = _connection.ReadNumber("SELECT removals FROM telemetry_apps WHERE app = $app", ("$app", app)) ?? 0;
            Devices =
                _connection.ReadNumber(
                    "SELECT count(*) FROM telemetry_devices WHERE app = $app AND epoch = $epoch",
                    ("$app", app),
                    ("$epoch", epoch.Number)
                ) ?? 0;
            Seen = SqliteTelemetryPublicationStore.CountSince(_connection, app, epoch, generation);
            ReadQuarantined(epoch);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public long Removals { get; }

    public long Devices { get; }

    public int Seen { get; }

    public static Task<ITelemetrySnapshot> OpenAsync(
        SqliteDatabase database,
        string app,
        Epoch epoch,
        long generation,
        CancellationToken cancellationToken
    ) =>
        SqliteFaults.GuardAsync<ITelemetrySnapshot>(
            () => new SqliteTelemetrySnapshot(database, app, epoch, generation),
            cancellationToken
        );

    public Task ReadAsync(DateOnly day, DeviceRange devices, Action<TelemetryRow> take, CancellationToken cancellationToken) =>
        SqliteFaults.GuardAsync(
            () =>
            {
                Read(day, devices, take);
                return true;
            },
            cancellationToken
        );

    public ValueTask DisposeAsync()
    {
        _transaction.Dispose();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private void ReadQuarantined(Epoch epoch)
    {
        using var command = _connection.Command(
            "SELECT device FROM telemetry_devices WHERE app = $app AND epoch = $epoch AND quarantined = 1",
            ("$app", _app),
            ("$epoch", epoch.Number)
        );
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _quarantined.Add(DeviceHash.FromBytes(reader.GetFieldValue<byte[]>(0)));
        }
    }

    private void Read(DateOnly day, DeviceRange devices, Action<TelemetryRow> take)
    {
        using var command = _connection.Command(
            """
            SELECT device, hour, content_hash, count, content FROM telemetry_events
            WHERE app = $app AND day = $day AND device BETWEEN $first AND $last ORDER BY device, hour, content_hash
            """,
            ("$app", _app),
            ("$day", SqliteValues.From(day)),
            ("$first", devices.From.ToBytes()),
            ("$last", devices.To.ToBytes())
        );
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (ReadRow(reader, day) is { } row && !_quarantined.Contains(row.Device))
            {
                take(row);
            }
        }
    }

    private TelemetryRow? ReadRow(SqliteDataReader reader, DateOnly day)
    {
        try
        {
            return TelemetryRowReader.Read(
                reader.GetFieldValue<byte[]>(0),
                day,
                reader.GetInt64(3),
                reader.GetFieldValue<byte[]>(4),
                reader.GetFieldValue<byte[]>(2)
            );
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidCastException)
        {
            _database.Damaged.Note("telemetry_events", $"{_app} {SqliteValues.From(day)} {SqliteValues.KeyOf(reader, 0, 1, 2)}");
            return null;
        }
    }
}
