using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.PostgreSql;

public sealed class PostgresMaintenanceLeaseTests(PostgresServer server) : MaintenanceLeaseContract
{
    private protected override async Task<IStorageUnderTest> OpenAsync() => await PostgresStorage.OpenAsync(server);
}
