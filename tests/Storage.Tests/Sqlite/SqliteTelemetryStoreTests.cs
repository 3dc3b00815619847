using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.Sqlite;

public sealed class SqliteTelemetryStoreTests : TelemetryStoreContract
{
    private protected override async Task<IStorageUnderTest> OpenAsync() => await SqliteStorage.OpenAsync();
}
