using ToolTime.Silo.Tests.Faults;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

public sealed class PostgresDamagedRowTests(PostgresServer postgres) : DamagedRowTests
{
    private string _database = "";

    private protected override async Task<string[]> StorageAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        return PostgresSettings.For(postgres.ConnectionString(_database));
    }

    private protected override Task ExecuteAsync(RunningServer server, string sql) => postgres.ExecuteAsync(_database, sql);
}
