using System.Diagnostics;
using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>A process that serves on a free loopback port, in a folder of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string NamesFile = "names.txt";

    private static readonly string[] Quiet =
    [
        "--Logging:LogLevel:Default",
        "Critical",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime",
        "Information",
    ];

    private readonly Process _process;
    private readonly string _folder;
    private readonly BenchDatabase? _database;

    private ServerProcess(Process process, string folder, BenchDatabase? database, int port) =>
        (_process, _folder, _database, Port) = (process, folder, database, port);

    public int Port { get; }

    /// <summary>Resident memory now, in MiB.</summary>
    public double ResidentMiB => ProcessUse.ResidentMiB(_process.Id);

    /// <summary>Processor time so far.</summary>
    public TimeSpan Processor => ProcessUse.Processor(_process.Id);

    /// <summary>
    /// Starts ToolTime's server. Each request comes from an address of its own behind a proxy, so the limit on addresses counts and refuses
    /// nobody.
    /// </summary>
    /// <param name="names">The operator's list; null for none.</param>
    /// <param name="postgres">The PostgreSQL server that gets a database for it; null for a SQLite file.</param>
    /// <param name="more">Further settings.</param>
    public static Task<ServerProcess> StartToolTimeAsync(LoadNames? names, string? postgres, params string[] more)
    {
        var database = postgres is null ? null : new BenchDatabase(postgres);
        return StartAsync(
            PathOf("Silo", "ToolTime.Silo.dll"),
            [
                "--urls",
                "http://127.0.0.1:0",
                .. Quiet,
                "--Ingestion:TrustedProxies:0",
                "127.0.0.1",
                .. names is null ? Array.Empty<string>() : ["--Names:File", NamesFile],
                .. StorageOf(database),
                .. more,
            ],
            folder => names?.WriteTo(Path.Combine(folder, NamesFile)),
            database);
    }

    /// <summary>Starts the baseline.</summary>
    public static Task<ServerProcess> StartBaselineAsync(string? postgres)
    {
        var database = postgres is null ? null : new BenchDatabase(postgres);
        return StartAsync(
            PathOf("LoadBench", "ToolTime.LoadBench.dll"),
            ["baseline", database is null ? "sqlite" : "postgres", database?.ConnectionString ?? "baseline.db"],
            _ => { },
            database
        );
    }

    /// <summary>Starts ToolTime's server with its demo.</summary>
    public static Task<ServerProcess> StartDemoAsync() =>
        StartAsync(PathOf("Silo", "ToolTime.Silo.dll"), ["--demo", "--urls", "http://127.0.0.1:0", .. Quiet], _ => { });

    /// <summary>Starts a server of one constant answer.</summary>
    public static Task<ServerProcess> StartConstantAsync(string file, byte[] body, string etag) =>
        StartAsync(PathOf("LoadBench", "ToolTime.LoadBench.dll"), ["constant", file, etag], folder =>
            File.WriteAllBytes(Path.Combine(folder, file), body)
        );

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _database?.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string[] StorageOf(BenchDatabase? database) =>
        database is null ? [] : ["--Storage:Provider", "PostgreSql", "--Storage:ConnectionString", database.ConnectionString];

    /// <summary>What was built beside this program: artifacts/bin/PROJECT/CONFIGURATION.</summary>
    private static string PathOf(string project, string file)
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.FullName, project, mine.Name, file);
    }

    private static async Task<ServerProcess> StartAsync(
        string program,
        string[] arguments,
        Action<string> prepare,
        BenchDatabase? database = null
    )
    {
        const string Listening = "Now listening on: http://127.0.0.1:";
        var folder = Directory.CreateTempSubdirectory("tooltime-bench-").FullName;
        prepare(folder);
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true }
        )!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, folder, database, int.Parse(line[(at + Listening.Length)..], CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException($"{program} did not start.");
    }
}
