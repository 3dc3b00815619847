using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.Sqlite;

public sealed class SqliteBackupTests : BackupContract
{
    private protected override async Task<IStorageUnderTest> OpenAsync() => await SqliteStorage.OpenAsync();
}
