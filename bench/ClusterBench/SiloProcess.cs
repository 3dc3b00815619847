using System.Diagnostics;
using System.Globalization;

namespace ToolTime.ClusterBench;

/// <summary>One server process, with endpoints and grains. Signals are sent to it as an operator or a machine's end would.</summary>
internal sealed class SiloProcess(string name, IReadOnlyList<string> storage) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly string _folder = Directory.CreateTempSubdirectory($"tooltime-{name}-").FullName;
    private Process? _process;

    public string Name => name;

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    public string LogPath => Path.Combine(_folder, "log");

    public bool HasEnded => _process is null || _process.HasExited;

    public TimeSpan ProcessorTime => ProcessTimes.From(_process!.Id);

    public long ResidentBytes => Process.GetProcessById(_process!.Id).WorkingSet64;

    /// <summary>Starts it and returns when it is ready.</summary>
    public async Task StartAsync()
    {
        string[] settings =
        [
            "--urls", Address.ToString(), "--Admin:Token", Submitters.AdminToken, "--Ingestion:PerTokenPerDay", "0", .. storage,
        ];
        var start = new ProcessStartInfo("sh", ["-c", $"exec dotnet \"$@\" >> {LogPath} 2>&1", "sh", ServerPath(), .. settings])
        {
            WorkingDirectory = _folder,
        };
        _process = Process.Start(start)!;
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var since = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(client))
        {
            if (HasEnded || Stopwatch.GetElapsedTime(since) > Patience)
            {
                throw new InvalidOperationException($"{name} is not ready: {await File.ReadAllTextAsync(LogPath)}");
            }

            await Task.Delay(LookAgain, TimeProvider.System);
        }
    }

    /// <summary>Sends a signal: KILL, STOP, CONT or TERM.</summary>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public Task EndAsync() => _process!.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        if (!HasEnded)
        {
            Signal("KILL");
            await EndAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("/readyz", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The server that was built beside this program.</summary>
    private static string ServerPath()
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.FullName, "Silo", mine.Name, "ToolTime.Silo.dll");
    }
}
