using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Npgsql;
using ToolTime.Calendar;
using ToolTime.Storage.Registration;
using ToolTime.Storage.Tests.PostgreSql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace ToolTime.Storage.Tests.PostgreSql;

/// <summary>
/// A real PostgreSQL server from the system's package, on a free loopback port, for all tests of this assembly. It runs as an unprivileged
/// user, and stops with this process even if that is killed: a shell waits for the end of its input and then removes it.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Account = "postgres";
    private const string Template = "template_tooltime";

    private static readonly string? Programs = FindPrograms();
    private static int _lastPort = Random.Shared.Next(20_000);

    private readonly string _folder = $"/tmp/tooltime-postgres-{Guid.NewGuid():n}";
    private readonly SemaphoreSlim _starting = new(1);
    private Process? _remover;
    private int _databases;

    /// <summary>The port on which it listens.</summary>
    public int Port { get; private set; }

    /// <summary>The connection string of one of its databases.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username={Account};Database={database}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Creates a database with this server's tables. Skips the test if PostgreSQL is not installed.</summary>
    internal async Task<string> CreateDatabaseAsync()
    {
        await StartAsync();
        return await CreateDatabaseAsync(Template);
    }

    /// <summary>Creates a database without tables. Skips the test if PostgreSQL is not installed.</summary>
    internal async Task<string> CreateEmptyDatabaseAsync()
    {
        await StartAsync();
        return await CreateDatabaseAsync("template0");
    }

    /// <summary>Runs a statement, bypassing the storage.</summary>
    internal async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = await ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads a value, bypassing the storage.</summary>
    internal async Task<T> ReadAsync<T>(string database, string sql)
    {
        await using var connection = await ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Opens a connection, bypassing the storage.</summary>
    internal async Task<NpgsqlConnection> ConnectAsync(string database)
    {
        var connection = new NpgsqlConnection($"{ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The statement that terminates all of the storages' connections to a database.</summary>
    internal static string Terminate(string database) =>
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}' AND application_name = 'tooltime'";

    /// <summary>Waits until <paramref name="count"/> of a database's sessions wait for a lock.</summary>
    internal async Task WaitForWaitersAsync(string database, int count)
    {
        await using var connection = await ConnectAsync("postgres");
        await using var command = new NpgsqlCommand(
            $"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}' AND wait_event_type = 'Lock'", connection);
        var since = Stopwatch.GetTimestamp();
        while ((long)(await command.ExecuteScalarAsync())! < count)
        {
            Assert.True(
                Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(9),
                $"There were never {count} sessions that wait for a lock."
            );
        }
    }

    /// <summary>Starts a separate server for a test that stops and restarts it.</summary>
    internal static async Task<PostgresServer> StartOwnAsync()
    {
        var server = new PostgresServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>
    /// Stops it at once, like kill -9. What the operating system holds in memory survives, so nothing waits for the disk here.
    /// </summary>
    internal Task CrashAsync() => RunAsync("pg_ctl", "stop", "-D", _folder, "-m", "immediate", "-w");

    /// <summary>Starts it again on the same port.</summary>
    internal Task StartAgainAsync() => RunAsync("pg_ctl", "start", "-D", _folder, "-w", "-l", $"{_folder}/log");

    public ValueTask DisposeAsync()
    {
        if (_remover is not null)
        {
            _remover.StandardInput.Close();
            _remover.WaitForExit();
            _remover.Dispose();
        }

        _starting.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(programs => File.Exists(Path.Combine(programs, "initdb")))
            .OrderByDescending(programs => programs.Length)
            .ThenByDescending(programs => programs, StringComparer.Ordinal)
            .FirstOrDefault()
        : null;

    /// <summary>
    /// A free port of this machine outside the range that the system assigns by itself; none is returned twice, because a server takes
    /// seconds to start listening.
    /// </summary>
    internal static int FreePort()
    {
        while (true)
        {
            var port = 12_000 + (Interlocked.Increment(ref _lastPort) % 20_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The port is in use: try another.
            }
        }
    }

    private static ProcessStartInfo AsAccount(string program, params string[] arguments) => Environment.UserName == "root"
        ? new("runuser", ["-u", Account, "--", program, .. arguments])
        : new(program, arguments);

    private async Task StartAsync()
    {
        Assert.SkipWhen(Programs is null, "There is no PostgreSQL here; eng/test installs Debian's package where it may.");
        await _starting.WaitAsync();
        try
        {
            if (Port == 0)
            {
                await InitializeServerAsync();
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task InitializeServerAsync()
    {
        _remover = Process.Start(
            Redirected(AsAccount("sh", "-c", $"read _; {Programs}/pg_ctl stop -D {_folder} -m immediate; rm -rf {_folder}"))
        )!;
        await RunAsync("initdb", "-D", _folder, "-U", Account, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        var port = FreePort();
        await RunAsync("sh", "-c",
            $"""
            printf '%s\n' 'host all guarded 127.0.0.1/32 scram-sha-256' 'host all all 127.0.0.1/32 trust' > {_folder}/pg_hba.conf
            printf '%s\n' "listen_addresses = '127.0.0.1'" 'port = {port}' "unix_socket_directories = ''" 'max_connections = 300' 'shared_buffers = 64MB' 'fsync = off' >> {_folder}/postgresql.conf
            """);
        await StartAgainAsync();
        Port = port;
        await ExecuteAsync("postgres", $"CREATE DATABASE {Template} TEMPLATE template0");
        await MakeTablesAsync(ConnectionString(Template));

        // A copy takes the clock of the first server that opens it.
        await ExecuteAsync(Template, "DELETE FROM meta WHERE name = 'clock'");
    }

    private static async Task MakeTablesAsync(string connectionString)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:Provider", "PostgreSql"), new("Storage:ConnectionString", connectionString)])
            .Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(new DomainClock(TimeProvider.System)).AddStorage(settings);
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStorageEngine>().Open();
    }

    private async Task<string> CreateDatabaseAsync(string template)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy");
        return name;
    }

    private static ProcessStartInfo Redirected(ProcessStartInfo start)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (
            true,
            true,
            true,
            "/"
        );
        return start;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var path = program == "sh" ? program : Path.Combine(Programs!, program);
        using var process = Process.Start(Redirected(AsAccount(path, arguments)))!;
        process.StandardInput.Close();

        // The started server keeps the output open, so it is not read to its end.
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}.");
    }
}
