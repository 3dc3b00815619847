using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.Sqlite;

public sealed class SqliteDayStoreTests : DayStoreContract
{
    private protected override async Task<IStorageUnderTest> OpenAsync() => await SqliteStorage.OpenAsync();
}
