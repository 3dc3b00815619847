using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.PostgreSql;

public sealed class PostgresEngineRecordsTests(PostgresServer server) : EngineRecordsContract
{
    private protected override async Task<IStorageUnderTest> OpenAsync() => await PostgresStorage.OpenAsync(server);
}
