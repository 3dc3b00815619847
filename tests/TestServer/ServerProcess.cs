using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ToolTime.TestServer;

/// <summary>
/// The server as a process with a clean environment. It is for tests of what only a process has: kills and signals, the console, the
/// environment, memory, and faults at the start.
/// </summary>
public sealed class ServerProcess : RunningServer
{
    private readonly StringBuilder _output = new();
    private readonly List<(string Text, TaskCompletionSource Heard)> _awaited = [];
    private Process? _process;

    private ServerProcess(DateTimeOffset? now, string[] settings)
        : base(now, settings)
    {
    }

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

    public int ProcessId => _process!.Id;

    /// <summary>Environment variables of the next start, in addition to what every process needs.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Starts a server with a simulated clock.</summary>
    public static async Task<ServerProcess> StartAsync(DateTimeOffset now, params string[] settings) =>
        await Prepare(now, settings).StartAsync();

    /// <summary>Starts a server with the real clock.</summary>
    public static Task<ServerProcess> StartRealAsync(params string[] settings) => new ServerProcess(null, settings).StartAsync();

    /// <summary>Prepares a server without starting it.</summary>
    public static ServerProcess Prepare(DateTimeOffset now, params string[] settings) => new(now, settings);

    /// <summary>Runs a server that is expected to refuse to start, and returns its exit code and its error output.</summary>
    public static async Task<(int ExitCode, string Error)> RunRefusedAsync(string folder, params string[] settings)
    {
        var (exitCode, _, error) = await ServerProgram.RunAsync(folder, settings);
        return (exitCode, error);
    }

    /// <summary>Starts it again in the same folder.</summary>
    public async Task<ServerProcess> StartAsync()
    {
        _process = ServerProgram.Start(Folder, Environment, StartSettings);
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => Hear(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, listening);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The server ended: {Output}"));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Connect(await listening.Task.WaitAsync(Patience));
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

    public override async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(Folder, recursive: true);
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
