using System.Diagnostics;

namespace ToolTime.Api.Tests.Mcp;

/// <summary>
/// The scenarios of the protocol's public conformance suite that need only what this server offers; docs/agents.md says why the others do
/// not apply. `eng/test` installs the suite in artifacts/.
/// </summary>
public sealed class ConformanceTests(ServerFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("server-initialize", 1)]
    [InlineData("ping", 1)]
    [InlineData("logging-set-level", 1)]
    [InlineData("tools-list", 1)]
    [InlineData("resources-list", 1)]
    [InlineData("prompts-list", 1)]
    [InlineData("dns-rebinding-protection", 2)]
    public async Task Server_ScenarioOfTheSuite_Passes(string scenario, int checks)
    {
        var modules = Path.Combine(Root(), "artifacts", "conformance", "node_modules");
        var node = Path.Combine(modules, "node", "bin", "node");
        var suite = Path.Combine(modules, "@modelcontextprotocol", "conformance", "dist", "index.js");
        Assert.SkipUnless(
            File.Exists(node) && File.Exists(suite),
            "The conformance suite is not installed; eng/test does it where npm's registry can be reached."
        );

        var start = new ProcessStartInfo(
            node,
            [suite, "server", "--url", new Uri(fixture.Server.Client.BaseAddress!, McpCalls.Endpoint).ToString(), "--scenario", scenario]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var stop = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var error = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop).WaitAsync(Patience, stop);
        var said = await output + await error;
        Assert.True(process.ExitCode == 0, said);
        Assert.Contains($"Passed: {checks}/{checks}, 0 failed", said, StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
