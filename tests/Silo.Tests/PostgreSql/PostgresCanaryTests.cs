using ToolTime.Silo.Tests.Canaries;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

public sealed class PostgresCanaryTests(PostgresServer server) : CanaryTests
{
    private string _connectionString = "";

    private protected override async Task<string[]> StorageAsync()
    {
        _connectionString = server.ConnectionString(await server.CreateDatabaseAsync());
        return PostgresSettings.For(_connectionString);
    }

    private protected override Task<IReadOnlyList<string>> SearchTablesAsync(ServerProcess server) =>
        CanaryTables.InPostgresAsync(_connectionString);
}
