using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Telemetry;

/// <summary>What the public Ruby client sends, run with Debian's Ruby. Skipped if it is not installed.</summary>
public sealed class RubyClientTests
{
    private const string Ruby = "/usr/bin/ruby";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Events_OfThePublicClient_AreAllTaken()
    {
        if (!File.Exists(Ruby))
        {
            Assert.Skip("Ruby is not installed.");
        }

        await using var server = await ServerProcess.StartAsync(Now);
        Assert.Equal("60 taken", await RunAsync(server, devices: 12));
        await server.RunMaintenanceAsync();
        var figures = JsonNode.Parse(await server.Client.GetStringAsync(
            new Uri("/v1/api/telemetry/cli", UriKind.Relative), TestContext.Current.CancellationToken))!;
        Assert.Equal((12, 12, 36), ((int)figures["devices"]!, (int)figures["startups"]!, (int)figures["tasks"]!["total"]!));
        Assert.Equal((12, 12, 0.5), ((int)figures["tasks"]!["succeeded"]!, (int)figures["tasks"]!["failed"]!, (double)figures["tasks"]!["success_rate"]!));
        Assert.Equal((0.86, 12_000), (Math.Round((double)figures["tasks"]!["cache_hit_rate"]!, 2), (int)figures["tasks"]!["duration_ms"]!["p50"]!));
        Assert.Equal(("0.9.29", "linux", "NotFound", 12), (
            (string?)figures["versions"]![0]!["name"],
            (string?)figures["systems"]![0]!["name"],
            (string?)figures["error_kinds"]![0]!["name"],
            (int)figures["shares"]!["opened"]!));
        Assert.DoesNotContain("alice", server.Output, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(ServerProcess server, int devices)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Telemetry", "public-client.rb");
        using var ruby = Process.Start(new ProcessStartInfo(Ruby, [script, server.Client.BaseAddress!.ToString().TrimEnd('/'), $"{devices}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = ruby.StandardError.ReadToEndAsync();
        var output = await ruby.StandardOutput.ReadToEndAsync();
        await ruby.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(ruby.ExitCode == 0, await error);
        return output.Trim();
    }
}
