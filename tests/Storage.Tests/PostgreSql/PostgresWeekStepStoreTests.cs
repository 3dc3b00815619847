using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.PostgreSql;

public sealed class PostgresWeekStepStoreTests(PostgresServer server) : WeekStepStoreContract
{
    private protected override async Task<IStorageUnderTest> OpenAsync() => await PostgresStorage.OpenAsync(server);
}
