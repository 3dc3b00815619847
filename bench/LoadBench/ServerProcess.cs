using System.Diagnostics;
using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>A process that serves on a free loopback port, in a folder of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <summary>Resident memory now, in MiB.</summary>
    public double ResidentMiB => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
        .First();

    /// <summary>Starts ToolTime's server without the limits of a sender, which are not what is measured.</summary>
    public static Task<ServerProcess> StartToolTimeAsync(string? postgres) => StartAsync(
        PathOf("Silo", "ToolTime.Silo.dll"),
        ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Critical", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information", .. StorageOf(postgres)]);

    /// <summary>Starts the floor.</summary>
    public static Task<ServerProcess> StartFloorAsync(string? postgres) =>
        StartAsync(PathOf("LoadBench", "ToolTime.LoadBench.dll"), ["floor", postgres is null ? "sqlite" : "postgres", postgres ?? "floor.db"]);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string[] StorageOf(string? postgres) => postgres is null ? [] : ["--Storage:Provider", "PostgreSql", "--Storage:ConnectionString", postgres];

    /// <summary>What was built beside this program: artifacts/ENGINE/bin/PROJECT/CONFIGURATION.</summary>
    private static string PathOf(string project, string file)
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.FullName, project, mine.Name, file);
    }

    private static async Task<ServerProcess> StartAsync(string program, string[] arguments)
    {
        const string Listening = "Now listening on: http://127.0.0.1:";
        var folder = Directory.CreateTempSubdirectory("tooltime-bench-").FullName;
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, folder, int.Parse(line[(at + Listening.Length)..], CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException($"{program} did not start.");
    }
}
