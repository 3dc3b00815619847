using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.Sqlite;

public sealed class SqlitePublicationStoreTests : PublicationStoreContract
{
    private protected override async Task<IStorageUnderTest> OpenAsync() => await SqliteStorage.OpenAsync();
}
