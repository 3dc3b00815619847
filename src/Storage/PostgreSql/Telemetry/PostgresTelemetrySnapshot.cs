using System.Data;
using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;

namespace ToolTime.Storage.PostgreSql.Telemetry;

/// <summary>An app's rows of an epoch from one snapshot: its own connection, in a transaction.</summary>
internal sealed class PostgresTelemetrySnapshot : ITelemetrySnapshot
{
    private readonly PostgresDatabase _database;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly string _app;
    private readonly HashSet<DeviceHash> _quarantined = [];

    private PostgresTelemetrySnapshot(PostgresDatabase database, NpgsqlConnection connection, NpgsqlTransaction transaction, string app) =>
        (_database, _connection, _transaction, _app) = (database, connection, transaction, app);

    public long Removals { get; private set; }

    public long Devices { get; private set; }

    public int Seen { get; private set; }

    public static async Task<ITelemetrySnapshot> OpenAsync(
        PostgresDatabase database,
        string app,
        Epoch epoch,
        long generation,
        CancellationToken cancellationToken
    )
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await database.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
            var transaction = await connection
                .BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken)
                .ConfigureAwait(false);
            var snapshot = new PostgresTelemetrySnapshot(database, connection, transaction, app);
            await snapshot.ReadStateAsync(epoch, generation, cancellationToken).ConfigureAwait(false);
            return snapshot;
        }
        catch (Exception exception)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            if (exception is NpgsqlException npgsql && PostgresFaults.IsEnvironmentFault(npgsql))
            {
                throw PostgresFaults.ToUnavailable(npgsql);
            }

            throw;
        }
    }

    public async Task ReadAsync(DateOnly day, DeviceRange devices, Action<TelemetryRow> take, CancellationToken cancellationToken)
    {
        try
        {
            var command = _connection.Command(
                """
                SELECT device, hour, content_hash, count, content FROM telemetry_events
                WHERE app = $1 AND day = $2 AND device BETWEEN $3 AND $4 ORDER BY device, hour, content_hash
                """,
                _app,
                day,
                devices.From.ToBytes(),
                devices.To.ToBytes()
            );
            await using (command.ConfigureAwait(false))
            {
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        if (ReadRow(reader, day) is { } row && !_quarantined.Contains(row.Device))
                        {
                            take(row);
                        }
                    }
                }
            }
        }
        catch (NpgsqlException exception) when (PostgresFaults.IsEnvironmentFault(exception))
        {
            throw PostgresFaults.ToUnavailable(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ReadStateAsync(Epoch epoch, long generation, CancellationToken cancellationToken)
    {
        Removals = await _connection
            .Command("SELECT removals FROM telemetry_apps WHERE app = $1", _app)
            .ReadScalarAsync<long>(cancellationToken)
            .ConfigureAwait(false);
        Devices = await _connection
            .Command("SELECT count(*) FROM telemetry_devices WHERE app = $1 AND epoch = $2", _app, epoch.Number)
            .ReadScalarAsync<long>(cancellationToken)
            .ConfigureAwait(false);
        Seen = await PostgresTelemetry.CountSinceAsync(_connection, _app, epoch, generation, cancellationToken).ConfigureAwait(false);
        _quarantined.UnionWith(
            await _connection
                .Command("SELECT device FROM telemetry_devices WHERE app = $1 AND epoch = $2 AND quarantined", _app, epoch.Number)
                .ReadRowsAsync(reader => DeviceHash.FromBytes(reader.GetFieldValue<byte[]>(0)), cancellationToken)
                .ConfigureAwait(false)
        );
    }

    private TelemetryRow? ReadRow(NpgsqlDataReader reader, DateOnly day)
    {
        var device = reader.GetFieldValue<byte[]>(0);
        var hash = reader.GetFieldValue<byte[]>(2);
        try
        {
            return TelemetryRowReader.Read(device, day, reader.GetInt64(3), reader.GetFieldValue<byte[]>(4), hash);
        }
        catch (InvalidDataException)
        {
            var key = $"{_app} {day:o} {Convert.ToHexString(device)} {reader.GetInt16(1)} {Convert.ToHexString(hash)}";
            _database.Damaged.Note("telemetry_events", key);
            return null;
        }
    }
}
