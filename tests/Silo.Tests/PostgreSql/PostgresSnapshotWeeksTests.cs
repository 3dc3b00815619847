using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

public sealed class PostgresSnapshotWeeksTests(PostgresServer server) : SnapshotWeeksTests
{
    private protected override Task<string[]> StorageAsync() => PostgresSettings.OfNewDatabaseAsync(server);
}
