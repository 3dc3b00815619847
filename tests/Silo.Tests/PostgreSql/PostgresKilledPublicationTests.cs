using ToolTime.Silo.Tests.Faults;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

public sealed class PostgresKilledPublicationTests(PostgresServer postgres) : KilledPublicationTests
{
    private string _database = "";

    private protected override string Hold =>
        """
        CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_sleep(3600); RETURN NULL; END $$;
        CREATE TRIGGER hold AFTER INSERT ON publications FOR EACH ROW EXECUTE FUNCTION hold();
        """;

    /// <summary>Ends what the dead server still has running in the database.</summary>
    private protected override string Release =>
        """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active';
            DROP TRIGGER hold ON publications;
            """;

    private protected override async Task<bool> IsHeldAsync(ServerProcess server) =>
        await postgres.ReadAsync<long>(
            _database,
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
        ) == 1;

    private protected override async Task<string[]> StorageAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        return PostgresSettings.For(postgres.ConnectionString(_database));
    }

    private protected override async Task<object?> ExecuteAsync(ServerProcess server, string sql)
    {
        if (sql.StartsWith("SELECT count", StringComparison.Ordinal))
        {
            return await postgres.ReadAsync<long>(_database, sql);
        }

        await postgres.ExecuteAsync(_database, sql);
        return null;
    }
}
