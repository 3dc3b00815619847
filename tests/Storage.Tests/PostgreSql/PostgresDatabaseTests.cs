using Microsoft.Extensions.Options;
using Npgsql;
using ToolTime.Calendar;
using ToolTime.Storage.PostgreSql;

namespace ToolTime.Storage.Tests.PostgreSql;

/// <summary>What is opened, what is refused, and what the operator sees.</summary>
public sealed class PostgresDatabaseTests(PostgresServer server)
{
    private const string Password = "tango-6-swordfish";

    [Fact]
    public async Task Open_ManyServersAtOnceOnAnEmptyDatabase_MakeItsTablesOnce()
    {
        var database = await server.CreateEmptyDatabaseAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgresStorage.OpenAsync(server, database)));
        foreach (var storage in opened)
        {
            await storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday)));
            await storage.DisposeAsync();
        }

        Assert.Equal(
            $"{PostgresMigrations.Newest}",
            await server.ReadAsync<string>(database, "SELECT value FROM meta WHERE name = 'schema'")
        );
        Assert.Equal(1L, await server.ReadAsync<long>(database, "SELECT count(*) FROM cells"));
    }

    [Fact]
    public async Task Open_NobodyListens_IsRefusedInOneLine()
    {
        await server.CreateEmptyDatabaseAsync();
        await AssertRefusedAsync(
            $"Host=127.0.0.1;Port=1;Username=x;Password={Password};Database=nowhere",
            "Cannot use the database nowhere at 127.0.0.1:1: The database cannot be reached."
        );
    }

    [Fact]
    public async Task Open_AWrongPassword_IsRefusedWithoutIt()
    {
        var database = await server.CreateEmptyDatabaseAsync();
        await server.ExecuteAsync(database, "DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN PASSWORD 'another'");
        await AssertRefusedAsync(
            $"Host=127.0.0.1;Port={server.Port};Username=guarded;Password={Password};Database={database}",
            $"Cannot use the database {database} at 127.0.0.1:{server.Port}: The database refuses the user or the password (PostgreSQL 28P01)."
        );
    }

    [Fact]
    public async Task Open_ADatabaseThatIsMissing_IsRefused()
    {
        await server.CreateEmptyDatabaseAsync();
        await AssertRefusedAsync(
            server.ConnectionString("missing"),
            $"Cannot use the database missing at 127.0.0.1:{server.Port}: The database does not exist (PostgreSQL 3D000)."
        );
    }

    [Fact]
    public async Task Open_ANewerSchema_IsRefused()
    {
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync(database, "UPDATE meta SET value = '99' WHERE name = 'schema'");
        await AssertRefusedAsync(
            server.ConnectionString(database),
            $"Cannot use the database {database} at 127.0.0.1:{server.Port}: it was written by a newer server (schema 99; this one knows {PostgresMigrations.Newest})"
        );
    }

    [Fact]
    public async Task OpenExisting_AnEmptyDatabaseOrAnOlderSchema_IsRefusedAndLeftAsItIs()
    {
        var (empty, older) = (await server.CreateEmptyDatabaseAsync(), await server.CreateDatabaseAsync());
        await server.ExecuteAsync(older, "UPDATE meta SET value = '11' WHERE name = 'schema'");
        foreach (var (database, expected) in ((string, string)[])[(empty, "it is empty"), (older, "written by an older version")])
        {
            await using var storage = PostgresStorage.Prepare(server.ConnectionString(database));
            var refused = Assert.Throws<StorageUnavailableException>(storage.Database.OpenExisting);
            Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        }

        Assert.False(await server.ReadAsync<bool>(empty, "SELECT to_regclass('meta') IS NOT NULL"));
        Assert.Equal("11", await server.ReadAsync<string>(older, "SELECT value FROM meta WHERE name = 'schema'"));
    }

    [Fact]
    public async Task Read_APartitionThatWasPurgedMeanwhile_ReadsAgain()
    {
        await using var storage = await PostgresStorage.OpenAsync(server);
        var tables = new Queue<string>(["cells_19990101", "cells_19990102", "meta"]);
        Assert.True(
            await storage.Database.ReadAsync(
                connection => connection.Command($"SELECT count(*) >= 0 FROM {tables.Dequeue()}").ReadScalarAsync<bool>(),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Empty(tables);
    }

    /// <summary>A backup, a count of all rows and a search without an index take minutes on a large database.</summary>
    [Fact]
    public async Task Connections_ThatReadAtLength_HaveNoLimitAndAllOthersHave()
    {
        const string Limit = "SELECT current_setting('statement_timeout')";
        await using var storage = await PostgresStorage.OpenAsync(server);
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.Equal(
            ("30s", "0"),
            (
                await storage.Database.ReadAsync(connection => connection.Command(Limit).ReadScalarAsync<string>(), cancellationToken),
                await storage.Database.SearchAsync(connection => connection.Command(Limit).ReadScalarAsync<string>(), cancellationToken)
            )
        );
        await using var snapshot = await storage.Database.OpenSnapshotAsync(cancellationToken);
        Assert.Equal("0", await snapshot.Command(Limit).ReadScalarAsync<string>(cancellationToken));
        Assert.Equal("off", await snapshot.Command("SELECT current_setting('enable_seqscan')").ReadScalarAsync<string>(cancellationToken));
    }

    /// <summary>Only the number changes, so that a server that cannot read durations refuses the database.</summary>
    [Fact]
    public async Task Open_ADatabaseOfBeforeDurations_RaisesItsNumberAlone()
    {
        const string Tables =
            "SELECT string_agg(table_name || '.' || column_name, ',' ORDER BY table_name, column_name) FROM information_schema.columns WHERE table_schema = 'public'";
        var database = await server.CreateEmptyDatabaseAsync();
        var steps = typeof(PostgresMigrations).Assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".PostgreSql.Migrations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .TakeWhile(name => !name.Contains("0012", StringComparison.Ordinal));
        foreach (var step in steps)
        {
            using var reader = new StreamReader(typeof(PostgresMigrations).Assembly.GetManifestResourceStream(step)!);
            await server.ExecuteAsync(database, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        await server.ExecuteAsync(database, "INSERT INTO meta (name, value) VALUES ('schema', '11')");
        var tables = await server.ReadAsync<string>(database, Tables);
        await (await PostgresStorage.OpenAsync(server, database)).DisposeAsync();

        Assert.Equal(
            ($"{PostgresMigrations.Newest}", tables),
            (await server.ReadAsync<string>(database, "SELECT value FROM meta WHERE name = 'schema'"), await server.ReadAsync<string>(database, Tables))
        );
    }

    [Theory]
    [InlineData("CREATE TABLE meta (id int)")]
    [InlineData("CREATE TABLE meta (name text, value text)")]
    [InlineData("CREATE TABLE receipts (id int)")]
    public async Task Open_TablesOfAnotherProgram_AreRefusedAndLeftAlone(string table)
    {
        var database = await server.CreateEmptyDatabaseAsync();
        await server.ExecuteAsync(database, table);
        await AssertRefusedAsync(
            server.ConnectionString(database),
            $"Cannot use the database {database} at 127.0.0.1:{server.Port}: it contains another program's tables"
        );
        Assert.Equal(
            1L,
            await server.ReadAsync<long>(
                database,
                "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = 'public'"
            )
        );
    }

    [Fact]
    public async Task Open_AnotherEncoding_IsRefused()
    {
        await server.CreateEmptyDatabaseAsync();
        await server.ExecuteAsync("postgres", "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1'");
        await AssertRefusedAsync(
            server.ConnectionString("latin"),
            $"Cannot use the database latin at 127.0.0.1:{server.Port}: its encoding is not UTF8"
        );
    }

    [Fact]
    public async Task Open_TheOtherClock_IsRefusedBothWays()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("clock"), "2026-11-20T18:00:00Z", TestContext.Current.CancellationToken);
        var simulated = new SimulatedClock(folder.File("clock"));
        var (real, other) = (await server.CreateEmptyDatabaseAsync(), await server.CreateEmptyDatabaseAsync());
        await (await PostgresStorage.OpenAsync(server, real)).DisposeAsync();
        await (await PostgresStorage.OpenAsync(server, other, simulated)).DisposeAsync();

        // An older schema is not migrated before it is refused.
        await server.ExecuteAsync(real, "UPDATE meta SET value = '11' WHERE name = 'schema'");
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => PostgresStorage.OpenAsync(server, real, simulated));
        Assert.EndsWith(": it contains real reports, which must not be used with a simulated clock", refused.Message, StringComparison.Ordinal);
        Assert.Equal("11", await server.ReadAsync<string>(real, "SELECT value FROM meta WHERE name = 'schema'"));
        await AssertRefusedAsync(
            server.ConnectionString(other),
            $"Cannot use the database {other} at 127.0.0.1:{server.Port}: it was written with a simulated clock; set Clock:File, or use another database"
        );
    }

    [Theory]
    [InlineData("Data Source=data/tooltime.db")]
    [InlineData("Host=127.0.0.1")]
    [InlineData("Host=127.0.0.1;Database=x;Port=many;Password=" + Password)]
    [InlineData("Host=127.0.0.1;Database=x;Password=a;" + Password + "=b")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Open_NoConnectionString_IsRefusedWithoutRepeatingIt(string connectionString)
    {
        if (connectionString.Length == 0)
        {
            await Assert.ThrowsAsync<OptionsValidationException>(() => PostgresStorage.OpenAsync(connectionString));
            return;
        }

        await AssertRefusedAsync(
            connectionString,
            "Storage:ConnectionString is not a PostgreSQL connection string: Host=HOST;Database=NAME;Username=NAME;Password=PASSWORD."
        );
    }

    [Fact]
    public async Task Open_ADatabaseThatDoesNotWaitForTheDisk_WaitsForItAllTheSame()
    {
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync(database, $"ALTER DATABASE {database} SET synchronous_commit = off");
        await using var storage = await PostgresStorage.OpenAsync(server, database);
        await storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday)));
        var settings = await storage.Database.ReadAsync(
            async connection =>
            {
                await using var command = new NpgsqlCommand(
                    "SELECT concat_ws(' ', current_setting('synchronous_commit'), current_setting('application_name'), current_setting('statement_timeout'), current_setting('lock_timeout'))",
                    connection);
                return (string)(await command.ExecuteScalarAsync())!;
            },
            TestContext.Current.CancellationToken);
        Assert.Equal("on tooltime 30s 10s", settings);
    }

    [Fact]
    public async Task CheckAsync_AServerThatTakesWrites_IsReady()
    {
        await using var storage = await PostgresStorage.OpenAsync(server);
        await storage.Database.CheckAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task CheckAsync_ADatabaseThatLetsNobodyIn_IsNotReadyUntilItDoes()
    {
        var database = await server.CreateDatabaseAsync();
        await using var storage = await PostgresStorage.OpenAsync(server, database);
        await server.ExecuteAsync("postgres", $"ALTER DATABASE {database} WITH ALLOW_CONNECTIONS false");
        await server.ExecuteAsync("postgres", PostgresServer.Terminate(database));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Database.CheckAsync(TestContext.Current.CancellationToken));
        await server.ExecuteAsync("postgres", $"ALTER DATABASE {database} WITH ALLOW_CONNECTIONS true");
        await storage.Database.CheckAsync(TestContext.Current.CancellationToken);
    }

    private static async Task AssertRefusedAsync(string connectionString, string line)
    {
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => PostgresStorage.OpenAsync(connectionString));
        Assert.Equal(line, refused.Message);
        Assert.DoesNotContain(Password, refused.ToString(), StringComparison.Ordinal);
    }
}
