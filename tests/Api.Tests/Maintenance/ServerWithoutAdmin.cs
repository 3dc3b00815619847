using System.Diagnostics;

namespace ToolTime.Api.Tests.Maintenance;

/// <summary>A server whose operators named no token, which <see cref="TestServer.ServerProcess"/> always does.</summary>
internal sealed class ServerWithoutAdmin : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-api-").FullName;
    private readonly Process _process;

    private ServerWithoutAdmin()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        var server = Path.Combine(tests.Parent!.Parent!.FullName, "Silo", tests.Name, "ToolTime.Silo.dll");
        var start = new ProcessStartInfo("dotnet", [server, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = _folder;
        _process = Process.Start(start)!;
    }

    public HttpClient Client { get; private set; } = null!;

    public static async Task<ServerWithoutAdmin> StartAsync()
    {
        var server = new ServerWithoutAdmin();
        string line;
        do
        {
            line = await server._process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended.");
        }
        while (!line.Contains(Listening, StringComparison.Ordinal));

        server.Client = new() { BaseAddress = new(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]) };
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
