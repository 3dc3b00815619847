using ToolTime.Storage.Tests.Contracts;
using ToolTime.Storage.Tests.Sqlite;

namespace ToolTime.Storage.Tests.PostgreSql;

public sealed class PostgresBackupTests(PostgresServer server) : BackupContract
{
    [Fact]
    public async Task Restore_FromSqliteAndBack_GivesTheSameBackup()
    {
        await using var sqlite = await SqliteStorage.OpenAsync();
        await using var postgres = await OpenAsync();
        await using var sqliteAgain = await SqliteStorage.OpenAsync();
        await FillAsync(sqlite);
        await RestoreAsync(postgres, await WriteAsync(sqlite));
        await RestoreAsync(sqliteAgain, await WriteAsync(postgres));
        Assert.Equal(await PiecesAsync(sqlite), await PiecesAsync(postgres));
        Assert.Equal(await PiecesAsync(sqlite), await PiecesAsync(sqliteAgain));
    }

    private protected override async Task<IStorageUnderTest> OpenAsync() => await PostgresStorage.OpenAsync(server);
}
