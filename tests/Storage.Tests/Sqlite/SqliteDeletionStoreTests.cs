using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.Sqlite;

public sealed class SqliteDeletionStoreTests : DeletionStoreContract
{
    private protected override async Task<IStorageUnderTest> OpenAsync() => await SqliteStorage.OpenAsync();
}
