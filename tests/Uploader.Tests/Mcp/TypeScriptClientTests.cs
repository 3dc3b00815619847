using System.Diagnostics;

namespace ToolTime.Uploader.Tests.Mcp;

/// <summary>Another vendor's client: the TypeScript library of the conformance suite, which `eng/test` installs under artifacts/.</summary>
public sealed class TypeScriptClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Client_OfAnotherMaker_ReadsAndCalls()
    {
        var modules = Path.Combine(Root(), "artifacts", "conformance", "node_modules");
        var (node, library) = (Path.Combine(modules, "node", "bin", "node"), Path.Combine(modules, "@modelcontextprotocol", "sdk"));
        Assert.SkipUnless(
            File.Exists(node) && Directory.Exists(library),
            "The conformance suite is not installed; eng/test does it where npm's registry can be reached."
        );

        using var test = RecordedSession.Make("2026-11-21T04:00:00Z");
        var start = new ProcessStartInfo(
            node,
            [Path.Combine(AppContext.BaseDirectory, "Mcp", "typescript-client.mjs"), library, TestHome.Command, "mcp"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = test.User,
        };
        test.CopyEnvironmentTo(start);
        using var process = Process.Start(start)!;
        var stop = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var error = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop).WaitAsync(Patience, stop);
        Assert.Equal(
            (
                """{"resources":9,"templates":1,"tools":["community_item","trend","compare_me","insights","budget_status","rig_audit"],"prompts":["weekly_review","fix_my_setup"],"today":"2026-11-21","compared":true,"sessions":1,"budgets":0,"rig":0}""",
                ""
            ),
            ((await output).Trim(), await error)
        );
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
