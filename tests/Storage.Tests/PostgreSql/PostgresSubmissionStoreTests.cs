using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.PostgreSql;

public sealed class PostgresSubmissionStoreTests(PostgresServer server) : SubmissionStoreContract
{
    private protected override async Task<IStorageUnderTest> OpenAsync() => await PostgresStorage.OpenAsync(server);
}
