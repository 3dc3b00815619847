using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace ToolTime.LiveBench;

/// <summary>`tooltime serve` as a process over a home and an agent's folder of its own.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly Process _process;

    private Served(Process process, string root, int port, string token)
    {
        (_process, Root, Port, Token) = (process, root, port, token);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Root { get; }

    public int Port { get; }

    public string Token { get; }

    public HttpClient Http { get; }

    public static string Transcript(string root, string session) =>
        Path.Combine(root, "user", ".claude", "projects", "-home-anna-shop", session + ".jsonl");

    public static async Task<Served> BeginAsync(string command, string root)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Transcript(root, "x"))!);
        var start = new ProcessStartInfo(command, ["serve", "--port", "0", "--otlp-port", "0"]) { RedirectStandardError = true };
        start.Environment["HOME"] = Path.Combine(root, "user");
        start.Environment["TOOLTIME_HOME"] = Path.Combine(root, "home");
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var file = Path.Combine(root, "home", "serve.json");
        while (!File.Exists(file))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var json = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        var served = new Served(process, root, json["port"]!.GetValue<int>(), json["token"]!.GetValue<string>());
        while (!(await served.StatusAsync())["collector"]!["is_ready"]!.GetValue<bool>())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        return served;
    }

    public async Task<JsonNode> StatusAsync() => JsonNode.Parse(await Http.GetStringAsync("api/status"))!;

    public async Task<ClientWebSocket> ConnectAsync(string query)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {Token}");
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Port}/api/usage/live{query}"), CancellationToken.None);
        return socket;
    }

    /// <summary>Processor time in seconds, resident MiB, and bytes that were read from files.</summary>
    public (double Cpu, double ResidentMiB, long Read) Usage()
    {
        _process.Refresh();
        var io = File.ReadAllLines($"/proc/{_process.Id}/io").Single(line => line.StartsWith("rchar", StringComparison.Ordinal));
        return (
            _process.TotalProcessorTime.TotalSeconds,
            _process.WorkingSet64 / 1048576.0,
            long.Parse(io.Split(' ')[1], CultureInfo.InvariantCulture)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Http.PostAsync("api/stop", null);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
    }
}
