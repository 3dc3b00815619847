using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>Unlisted names reach no row, log or answer.</summary>
public sealed class BucketTests
{
    private const string Canary = "acme_canary_7f3a";

    [Fact]
    public async Task Submit_PrivateNamesInEveryPlace_AreInNoFileLogOrAnswer()
    {
        await using var server = await TestServer.ServerProcess.StartAsync(Now);
        var cell = DayCell()
            .With(
                "/days/0/tools",
                """{"CANARY":{"calls":3000},"Bash":{"calls":1},"mcp__CANARY__CANARY":{"calls":1},"mcp__github__CANARY":{"calls":1}}""".Replace(
                    "CANARY",
                    Canary,
                    StringComparison.Ordinal
                )
            )
            .With("/days/0/skills", $$"""{"{{Canary}}":1,"superpowers:{{Canary}}":2}""")
            .With(
                "/days/0/mcp_servers",
                """{"CANARY":{"calls":1},"GitHub":{"calls":1}}""".Replace("CANARY", Canary, StringComparison.Ordinal)
            )
            .With("/days/0/plugins", $$"""["{{Canary}}@{{Canary}}","superpowers"]""")
            .With("/days/0/models", $$"""{"{{Canary}}":1,"claude-opus-4-5":2}""");
        var answer = await server.SubmitAsync(cell);
        Assert.Equal(
            """200 {"status":"ok","receipt":"id","clamped":[{"pointer":"/days/0/tools","member":0,"kept":2000}],"bucketed":8}""",
            answer.Verdict
        );

        var snapshot = await server.SubmitAsync(
            Snapshot().With("/model", $"\"{Canary} [1m]\"").With("/installed_plugins", $"[\"{Canary}\"]")
        );
        Assert.Equal("""200 {"status":"ok","receipt":"id","clamped":[],"bucketed":2}""", snapshot.Verdict);
        var refused = await server.SubmitAsync(
            DayCell().With("/days/0/tools", """{"CANARY with a blank":{"calls":1}}""".Replace("CANARY", Canary, StringComparison.Ordinal))
        );
        Assert.Equal(400, refused.Status);
        Assert.DoesNotContain(Canary, refused.Text, StringComparison.Ordinal);

        Assert.DoesNotContain(Canary, server.Output, StringComparison.Ordinal);
        await server.KillAsync();
        foreach (
            var file in Directory
                .EnumerateFiles(server.Folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".sock", StringComparison.Ordinal))
        )
        {
            Assert.DoesNotContain(
                Canary,
                System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)),
                StringComparison.Ordinal
            );
        }
    }
}
