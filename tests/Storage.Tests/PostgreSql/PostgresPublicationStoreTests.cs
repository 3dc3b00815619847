using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.PostgreSql;

public sealed class PostgresPublicationStoreTests(PostgresServer server) : PublicationStoreContract
{
    private protected override async Task<IStorageUnderTest> OpenAsync() => await PostgresStorage.OpenAsync(server);
}
