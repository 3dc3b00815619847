using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

public sealed class PostgresBackupTests(PostgresServer postgres) : BackupTests
{
    private string _database = "";

    [Fact]
    public async Task Restore_ABackupOfASqliteFile_PublishesTheSame() => await LoseAndFindAsync([], await StorageAsync());

    private protected override async Task<string[]> StorageAsync()
    {
        _database = await postgres.CreateEmptyDatabaseAsync();
        return PostgresSettings.For(postgres.ConnectionString(_database));
    }

    /// <summary>Moving from PostgreSQL to SQLite is a restore, as is the reverse.</summary>
    private protected override Task<string[]> OtherStorageAsync() => Task.FromResult<string[]>([]);

    private protected override Task ExecuteAsync(RunningServer server, string sql) => postgres.ExecuteAsync(_database, sql);
}
