using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

public sealed class PostgresDeletionTests(PostgresServer server) : DeletionTests
{
    private protected override Task<string[]> StorageAsync() => PostgresSettings.OfNewDatabaseAsync(server);
}
