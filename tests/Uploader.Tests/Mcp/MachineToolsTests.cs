using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Mcp;

/// <summary>What an agent may ask about only this machine.</summary>
public sealed class MachineToolsTests
{
    // The documented limit is 10,000 tokens, of at least three bytes each.
    private const int MostBytes = 30_000;

    [Fact]
    public async Task Insights_OfManySessions_AreThoseOfTheCommandAndShort()
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        Write(test, sessions: 60);
        using var agent = await new AgentSession(test).InitializeAsync();

        var result = await agent.CallToolAsync("insights", new() { ["days"] = 30 });
        Assert.InRange(Encoding.UTF8.GetByteCount(result.ToJsonString()), 1, MostBytes);
        var insights = result["structuredContent"]!;
        var document = JsonNode.Parse(test.Run("insights", "--json").Output)!;
        Assert.Equal((60, document["cost_usd"]!.ToJsonString()), ((int)insights["sessions"]!, insights["cost_usd"]!.ToJsonString()));
        Assert.Equal(Kinds(document), Kinds(insights));
        Assert.Contains("retries.unchanged", Kinds(insights));
        Assert.Contains("rig.unused", Kinds(insights));
        Assert.Equal(document["scores"]!.ToJsonString(), insights["scores"]!.ToJsonString());

        var resource = await agent.ReadAsync("tool-time://local/insights");
        Assert.Equal(Kinds(document), Kinds(resource));
        Assert.InRange(Encoding.UTF8.GetByteCount(resource.ToJsonString()), 1, MostBytes);
        Assert.True((bool?)(await agent.CallToolAsync("insights", new() { ["project"] = "other" }))["isError"]);
    }

    // It is already 22 November in Tokyo.
    [Fact]
    public async Task Days_WhereTzNamesAZone_AreThoseOfTheCommands()
    {
        using var test = new TestHome("2026-11-21T16:00:00Z");
        test.Environment["TZ"] = "Asia/Tokyo";
        using var agent = await new AgentSession(test).InitializeAsync();
        foreach (var tool in (string[])["insights", "rig_audit"])
        {
            var answer = (await agent.CallToolAsync(tool, new() { ["days"] = 1 }))["structuredContent"]!;
            Assert.Equal("2026-11-21T15:00:00+00:00", (string?)answer["since"]);
        }

        var today = await agent.ReadAsync("tool-time://local/today");
        Assert.Equal(("2026-11-22", "Asia/Tokyo"), ((string?)today["since"], (string?)today["timezone"]));
    }

    [Fact]
    public async Task RigAudit_OfServers_SaysWhatIsUsedAndIsShort()
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        Write(test, sessions: 10);
        using var agent = await new AgentSession(test).InitializeAsync();

        var result = await agent.CallToolAsync("rig_audit");
        Assert.InRange(Encoding.UTF8.GetByteCount(result.ToJsonString()), 1, MostBytes);
        var rig = result["structuredContent"]!;
        Assert.Equal(300, rig["uses"]!.AsArray().Count + (int)rig["rows_left_out"]!);
        Assert.All(rig["uses"]!.AsArray(), use => Assert.Equal((10, 0), ((int)use!["sessions"]!, (int)use["used_in"]!)));
    }

    [Fact]
    public async Task BudgetStatus_OfABudget_IsThatOfTheCommand()
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        Write(test, sessions: 2);
        test.Run("budget", "set", "month", "20");
        using var agent = await new AgentSession(test).InitializeAsync();

        var budgets = (await agent.CallToolAsync("budget_status"))["structuredContent"]!;
        Assert.Equal(JsonNode.Parse(test.Run("budget", "show", "--json").Output)!.ToJsonString(), budgets.ToJsonString());
        Assert.Equal("month", (string?)budgets["budgets"]![0]!["period"]);
    }

    [Fact]
    public async Task Security_OfADangerousCall_IsItsRuleWithoutTheCall()
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        Write(test, sessions: 1, command: "rm -rf ~/very-private");
        using var agent = await new AgentSession(test).InitializeAsync();

        var security = await agent.ReadAsync("tool-time://local/security");
        var rule = Assert.Single(security["rules"]!.AsArray())!;
        Assert.Equal(("files.delete-outside", "high", 4), ((string?)rule["rule"], (string?)rule["severity"], (int)rule["findings"]!));
        Assert.DoesNotContain("very-private", security.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insights", "0")]
    [InlineData("insights", "91")]
    [InlineData("rig_audit", "\"all\"")]
    [InlineData("rig_audit", "7.5")]
    [InlineData("rig_audit", "99999999999")]
    public async Task Tools_DaysThatAreNone_SaySo(string tool, string days)
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        using var agent = await new AgentSession(test).InitializeAsync();

        var result = await agent.CallToolAsync(tool, new() { ["days"] = JsonNode.Parse(days) });
        Assert.Equal((true, "days must be 1 to 90."), ((bool)result["isError"]!, (string?)result["content"]![0]!["text"]));
    }

    [Theory]
    [InlineData("insights", """{"days":null,"project":null}""")]
    [InlineData("insights", """{"days":7.0}""")]
    [InlineData("rig_audit", """{"days":"7"}""")]
    public async Task Tools_NumbersAsAgentsWriteThem_AreTaken(string tool, string arguments)
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        using var agent = await new AgentSession(test).InitializeAsync();
        Assert.NotNull((await agent.CallToolAsync(tool, JsonNode.Parse(arguments)!.AsObject()))["structuredContent"]);
    }

    private static IEnumerable<string?> Kinds(JsonNode insights) => insights["insights"]!.AsArray().Select(insight => (string?)insight!["kind"]);

    // Sessions in which a call fails four times, and three hundred unused servers.
    private static void Write(TestHome test, int sessions, string command = "npm test")
    {
        var folder = Directory.CreateDirectory(Path.Combine(test.User, ".claude", "projects", "-srv-shop")).FullName;
        for (var session = 0; session < sessions; session++)
        {
            var lines = Enumerable.Range(0, 4).SelectMany(i => (string[])
            [
                $$$$"""{"type":"assistant","timestamp":"2026-11-20T10:{{{{session % 60:00}}}}:0{{{{i}}}}Z","cwd":"/srv/shop","requestId":"r{{{{session}}}}-{{{{i}}}}","message":{"id":"m{{{{session}}}}-{{{{i}}}}","model":"claude-opus-4-8","content":[{"type":"tool_use","id":"t{{{{session}}}}-{{{{i}}}}","name":"Bash","input":{"command":"{{{{command}}}}"}}],"usage":{"input_tokens":100,"output_tokens":50}}}""",
                $$$$"""{"type":"user","timestamp":"2026-11-20T10:{{{{session % 60:00}}}}:0{{{{i}}}}Z","message":{"content":[{"type":"tool_result","tool_use_id":"t{{{{session}}}}-{{{{i}}}}","is_error":true,"content":"Exit code 1"}]}}""",
            ]);
            File.WriteAllLines(Path.Combine(folder, $"s{session}.jsonl"), lines);
        }

        var servers = string.Join(',', Enumerable.Range(0, 300).Select(i => $$$$"""  "server-{{{{i}}}}": {"command": "run-{{{{i}}}}"}"""));
        File.WriteAllText(Path.Combine(test.User, ".claude.json"), $$$$"""{"mcpServers":{ {{{{servers}}}} }}""");
    }
}
