using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.TestServer;

/// <summary>
/// The server as a process, in its own folder under the temporary one, on a free loopback port. Its environment is clean: it sees only the
/// settings given here.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    public const string AdminToken = "operators-token-of-the-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string[] _settings;
    private readonly StringBuilder _output = new();
    private readonly List<(string Text, TaskCompletionSource Heard)> _awaited = [];
    private Process? _process;

    private ServerProcess(string folder, string[] settings)
    {
        Folder = folder;
        _settings = settings;
    }

    /// <summary>The working directory, with the database in <c>data/</c>.</summary>
    public string Folder { get; }

    public string DatabasePath => Path.Combine(Folder, "data", "tooltime.db");

    public string ClockPath => Path.Combine(Folder, "clock");

    /// <summary>Everything that the server wrote to its console, over all its runs.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public HttpClient Client { get; private set; } = null!;

    public int ProcessId => _process!.Id;

    /// <summary>Whether its next start has an operators' token.</summary>
    public bool HasOperators { get; set; } = true;

    /// <summary>Limits under which every figure is published from a few submitters, for tests of something else.</summary>
    public static string[] ExactLimits(int minimum) => ["--Privacy:MinimumSubmitters", $"{minimum}"];

    /// <summary>Environment variables of the next start, in addition to what every process needs.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Starts a server with a simulated clock.</summary>
    public static async Task<ServerProcess> StartAsync(DateTimeOffset now, params string[] settings) =>
        await Prepare(now, settings).StartAsync();

    /// <summary>Starts a server with the real clock.</summary>
    public static async Task<ServerProcess> StartRealAsync(params string[] settings) => await Create(settings).StartAsync();

    /// <summary>Prepares a server without starting it.</summary>
    public static ServerProcess Prepare(DateTimeOffset now, params string[] settings)
    {
        var server = Create(["--Clock:File", "clock", .. settings]);
        server.SetClock(now);
        return server;
    }

    /// <summary>Runs a server that is expected to refuse to start, and returns its exit code and its error output.</summary>
    public static async Task<(int ExitCode, string Error)> RunRefusedAsync(string folder, params string[] settings)
    {
        var (exitCode, _, error) = await RunAsync(folder, settings);
        return (exitCode, error);
    }

    /// <summary>Runs an operators' verb with this server's settings, in its folder, whether or not the server is running.</summary>
    public Task<(int ExitCode, string Output, string Error)> RunVerbAsync(params string[] verb) =>
        RunAsync(Folder, [.. verb, .. _settings]);

    public void SetClock(DateTimeOffset now)
    {
        var next = ClockPath + ".next";
        File.WriteAllText(next, now.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
        File.Move(next, ClockPath, overwrite: true);
    }

    /// <summary>Starts it again in the same folder.</summary>
    public async Task<ServerProcess> StartAsync()
    {
        _process = Launch(
            Folder,
            Environment,
            ["--urls", "http://127.0.0.1:0", .. HasOperators ? ["--Admin:Token", AdminToken] : Array.Empty<string>(), .. _settings]
        );
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => Hear(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, listening);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The server ended: {Output}"));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Client = new HttpClient(
            new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None, AllowAutoRedirect = false }
        )
        {
            BaseAddress = await listening.Task.WaitAsync(Patience),
            Timeout = Patience,
        };
        return this;
    }

    /// <summary>Waits until the server has written a text to its console.</summary>
    public Task WaitForOutputAsync(string text, TimeSpan patience)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_output)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            _awaited.Add((text, heard));
        }

        return heard.Task.WaitAsync(patience);
    }

    /// <summary>Stops it with SIGKILL, whatever it is doing.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await EndedAsync();
    }

    /// <summary>Stops it with SIGTERM, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        var process = _process;
        await process.WaitForExitAsync().WaitAsync(Patience);
        var exitCode = process.ExitCode;
        await EndedAsync();
        return exitCode;
    }

    public Task<HttpResponseMessage> PostJsonAsync(string path, JsonNode body) =>
        PostBytesAsync(path, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public async Task<HttpResponseMessage> PostBytesAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await Client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>Does what is due now, as an operator would.</summary>
    public async Task<JsonObject> RunMaintenanceAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/api/admin/maintenance", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", AdminToken) },
        };
        using var response = await Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await ReadJsonAsync(response)).AsObject();
    }

    /// <summary>The figures of a window; by default the newest week.</summary>
    public async Task<JsonObject> GetStatsAsync(string query = "window=week")
    {
        using var response = await Client.GetAsync(new Uri($"/v1/api/stats?{query}", UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return (await ReadJsonAsync(response)).AsObject();
    }

    public static async Task<JsonNode> ReadJsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStreamAsync())!;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, string[] arguments)
    {
        using var process = Launch(folder, [], arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, (await output).Trim(), error.Trim());
    }

    private static ServerProcess Create(string[] settings) => new(Directory.CreateTempSubdirectory("tooltime-server-").FullName, settings);

    private static Process Launch(string folder, Dictionary<string, string> environment, string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [ServerPath(), .. settings])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = System.Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = folder;
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var name in (string[])["DOTNET_TieredPGO", "DOTNET_EnableWriteXorExecute"])
        {
            start.Environment[name] = System.Environment.GetEnvironmentVariable(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>
    /// The published server set in <c>TOOLTIME_SERVER</c>, or the one built beside these tests, artifacts/bin/Silo/CONFIGURATION.
    /// </summary>
    private static string ServerPath()
    {
        if (System.Environment.GetEnvironmentVariable("TOOLTIME_SERVER") is { Length: > 0 } published)
        {
            return published;
        }

        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.FullName, "Silo", mine.Name, "ToolTime.Silo.dll");
    }

    private void Hear(string? line, TaskCompletionSource<Uri> listening)
    {
        const string Listening = "Now listening on: ";
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
            foreach (var (_, heard) in _awaited.Where(awaited => line.Contains(awaited.Text, StringComparison.Ordinal)))
            {
                heard.TrySetResult();
            }
        }

        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            listening.TrySetResult(new(line[(at + Listening.Length)..]));
        }
    }

    private async Task EndedAsync()
    {
        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
        Client?.Dispose();
    }
}
