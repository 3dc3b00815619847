using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

public sealed class PostgresEndToEndTests(PostgresServer server) : EndToEndTests
{
    private protected override Task<string[]> StorageAsync() => PostgresSettings.OfNewDatabaseAsync(server);
}
