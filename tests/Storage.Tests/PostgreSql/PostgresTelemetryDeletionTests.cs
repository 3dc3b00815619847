using Npgsql;
using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.Tests.PostgreSql;

/// <summary>Events during their device's deletion, as in two server processes.</summary>
public sealed class PostgresTelemetryDeletionTests(PostgresServer server)
{
    private static readonly NewTelemetryEvent Offered = NewTelemetryEvent.Create(
        AppName.Parse("cli"),
        DeviceHash.Derive(new byte[32], AppName.Parse("cli"), "device"),
        new StartupEvent { Version = "1.0", System = "linux" },
        Given.Friday,
        dailyLimit: 0
    );

    [Fact]
    public async Task StoreAsync_ADeletionOfTheDeviceIsCommittedMeanwhile_IsStoredAfterIt()
    {
        var database = await server.CreateDatabaseAsync();
        await using var storage = await PostgresStorage.OpenAsync(server, database);
        await storage.Telemetry.StoreAsync(Offered);
        Task<TelemetryOutcome> storing;
        await using (var connection = await server.ConnectAsync(database))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            // The row exists when the event is offered, and is deleted while the event waits for its lock.
            await ExecuteAsync(connection, "SELECT FROM telemetry_devices FOR UPDATE");
            storing = storage.Telemetry.StoreAsync(Offered);
            await server.WaitForWaitersAsync(database, 1);
            await ExecuteAsync(connection, "DELETE FROM telemetry_events; DELETE FROM telemetry_devices");
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(TelemetryOutcome.Accepted, await storing);
        Assert.Equal(
            (1L, 1L),
            (
                await server.ReadAsync<long>(database, "SELECT count(*) FROM telemetry_devices"),
                await server.ReadAsync<long>(database, "SELECT sum(count)::bigint FROM telemetry_events")
            )
        );
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
