using ToolTime.Silo.Tests.PostgreSql;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.Cluster;

/// <summary>A silo with endpoints, on an empty database, and what joins its cluster.</summary>
public sealed class WholeSilo(PostgresServer postgres) : IAsyncLifetime
{
    /// <summary>The day of their clock.</summary>
    internal const string Today = "2026-11-16";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    private string _connectionString = "";

    internal ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _connectionString = postgres.ConnectionString(await postgres.CreateEmptyDatabaseAsync());
        Server = await StartAsync("all");
    }

    /// <summary>Starts another server of the same cluster.</summary>
    internal Task<ServerProcess> StartAsync(string role) =>
        ServerProcess.StartAsync(
            Now,
            [.. PostgresSettings.For(_connectionString), "--Cluster:Role", role, "--Cluster:ProbeTimeout", "00:00:01"]
        );

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
