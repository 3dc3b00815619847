using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace ToolTime.ClusterBench;

/// <summary>A PostgreSQL of the system's package on a free loopback port, with its usual durability.</summary>
internal sealed class PostgresProcess : IStore
{
    private const string Account = "postgres";

    private static readonly string Programs = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin";

    private readonly string _folder = $"/tmp/tooltime-bench-{Guid.NewGuid():n}";
    private readonly int _port = Ports.Free();

    private string ConnectionString => $"Host=127.0.0.1;Port={_port};Username={Account};Database=bench";

    /// <summary>The processor time that all of its processes took.</summary>
    public TimeSpan ProcessorTime => ProcessTimes.OfFamily(int.Parse(File.ReadLines($"{_folder}/postmaster.pid").First()));

    public static async Task<PostgresProcess> StartAsync()
    {
        var server = new PostgresProcess();
        await RunAsync("initdb", "-D", server._folder, "-U", Account, "-A", "trust", "-E", "UTF8", "--locale=C");
        await RunAsync(
            "sh",
            "-c",
            $"printf '%s\\n' \"listen_addresses = '127.0.0.1'\" 'port = {server._port}' \"unix_socket_directories = ''\" 'shared_buffers = 256MB' >> {server._folder}/postgresql.conf"
        );
        await server.StartAgainAsync();
        await using var connection = new NpgsqlConnection(
            server.ConnectionString.Replace("Database=bench", "Database=postgres", StringComparison.Ordinal)
        );
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand("CREATE DATABASE bench", connection);
        await create.ExecuteNonQueryAsync();
        return server;
    }

    public DbConnection Connect() => new NpgsqlConnection(ConnectionString);

    public IReadOnlyList<string> SettingsOfServer() =>
    [
        "--Storage:Provider", "PostgreSql", "--Storage:ConnectionString", ConnectionString,
        "--Cluster:SiloPort", $"{Ports.Free()}", "--Cluster:GatewayPort", $"{Ports.Free()}",
    ];

    /// <summary>Ends it as a crash would.</summary>
    public Task CrashAsync() => RunAsync("pg_ctl", "stop", "-D", _folder, "-m", "immediate", "-w");

    public Task StartAgainAsync() => RunAsync("pg_ctl", "start", "-D", _folder, "-w", "-l", $"{_folder}/log");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await CrashAsync();
        await RunAsync("sh", "-c", $"rm -rf {_folder}");
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var path = program == "sh" ? program : Path.Combine(Programs, program);
        var start =
            Environment.UserName == "root"
                ? new ProcessStartInfo("runuser", ["-u", Account, "--", path, .. arguments])
                : new ProcessStartInfo(path, arguments);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = ("/", true, true);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }
}
