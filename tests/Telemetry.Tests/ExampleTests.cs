using System.Diagnostics;
using System.Text.Json.Nodes;
using ToolTime.TestServer;

namespace ToolTime.Telemetry.Tests;

/// <summary>The example program as a process, with a real server.</summary>
public sealed class ExampleTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly string _home = Directory.CreateTempSubdirectory("tooltime-example-").FullName;
    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await ServerProcess.StartAsync(Noon, "--Privacy:MinimumSubmitters", "1", "--Telemetry:Apps:0", "example", "--Telemetry:PerDevicePerDay", "0");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Example_TenThousandTasksAtOnce_AreAllTaken()
    {
        Assert.Equal("telemetry is on", await RunWithAsync([], UntilAcceptedAsync, "10000", "wait"));
        var figures = await ReadAsync();
        Assert.Equal((1, 1, 10_000), ((int)figures["devices"]!, (int)figures["startups"]!, (int)figures["tasks"]!["total"]!));
        Assert.Equal((8_000, 2_000, 0.8), ((int)figures["tasks"]!["succeeded"]!, (int)figures["tasks"]!["failed"]!, (double)figures["tasks"]!["success_rate"]!));
        Assert.Equal("Timeout", (string?)figures["error_kinds"]![0]!["name"]);
        Assert.Equal("1.2.3", (string?)figures["versions"]![0]!["name"]);
    }

    [Fact]
    public async Task Example_ThatExitsWithoutDisposing_SendsWhatItHas()
    {
        Assert.Equal("telemetry is on", await RunAsync("20", "exit"));
        Assert.Equal("telemetry is on", await RunAsync("0", "exit"));
        var figures = await ReadAsync();
        Assert.Equal((1, 2, 20), ((int)figures["devices"]!, (int)figures["startups"]!, (int)figures["tasks"]!["total"]!));
    }

    [Fact]
    public async Task Example_SwitchedOff_SendsAndWritesNothing()
    {
        Assert.Equal("telemetry is off", await RunWithAsync(new() { ["EXAMPLE_TELEMETRY"] = "0" }, () => Task.CompletedTask, "5"));
        Assert.Null((await ReadAsync())["devices"]);
        Assert.Empty(Directory.GetFileSystemEntries(_home));
    }

    private Task<string> RunAsync(params string[] arguments) => RunWithAsync([], () => Task.CompletedTask, arguments);

    private async Task<string> RunWithAsync(Dictionary<string, string> environment, Func<Task> untilItMayEnd, params string[] arguments)
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        var example = Path.Combine(mine.Parent!.Parent!.FullName, "TelemetryExample", mine.Name, "ToolTime.TelemetryExample.dll");
        var start = new ProcessStartInfo("dotnet", [example, _server.Client.BaseAddress!.ToString(), "example", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = _home;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var reading = process.StandardOutput.ReadToEndAsync();
        await untilItMayEnd();
        process.StandardInput.Close();
        var output = await reading;
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(process.ExitCode == 0, await error);
        return output.Trim();
    }

    /// <summary>Asks the server until it has taken as many events as the example sends.</summary>
    private async Task UntilAcceptedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120), TimeProvider.System);
        var accepted = "";
        while (!accepted.Contains("tooltime_telemetry_events_total{outcome=\"accepted\"} 10001", StringComparison.Ordinal))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative))
            {
                Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
            };
            using var answer = await _server.Client.SendAsync(request, patience.Token);
            accepted = await answer.Content.ReadAsStringAsync(patience.Token);
        }
    }

    private async Task<JsonNode> ReadAsync()
    {
        await _server.RunMaintenanceAsync();
        return JsonNode.Parse(await _server.Client.GetStringAsync(new Uri("/v1/api/telemetry/example", UriKind.Relative)))!;
    }
}
