using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

public sealed class PostgresKillTests(PostgresServer server) : KillTests
{
    private protected override Task<string[]> StorageAsync() => PostgresSettings.OfNewDatabaseAsync(server);
}
