using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Mcp;

/// <summary>`tooltime mcp` as the process that an agent starts.</summary>
public sealed class McpTests
{
    private const string Stats =
        """
        {"window":{"name":"week","from":"2026-11-15","to":"2026-11-21","published_at":"2026-11-19T00:15:00+00:00","minimum_submitters":10,"minimum_for_values":50,"simulated":false},"overview":{"total_submissions":640,"unique_submitters":600,"earliest":"2026-11-09","latest":"2026-11-15"},"tools":[{"tool_name":"Bash","unique_submitters":550,"adoption":0.92,"total_calls":12000,"total_errors":120,"total_rejections":20,"observed_calls":8000,"error_rate":0.15,"error_rate_median":0.1,"rejection_rate":0.02,"avg_calls_per_submitter":22,"calls_median":10,"calls_p25":10,"calls_p75":30,"calls_p10":null,"calls_p90":null},{"tool_name":"custom","custom":true,"unique_submitters":50,"adoption":0.08,"total_calls":null,"total_errors":null,"total_rejections":null,"observed_calls":null,"error_rate":null,"error_rate_median":null,"rejection_rate":null,"avg_calls_per_submitter":null,"calls_median":null,"calls_p25":null,"calls_p75":null,"calls_p10":null,"calls_p90":null}],"models":[{"model":"claude-sonnet-4-5","count":300,"percentage":50}],"clients":[{"client":"claude-code","count":600,"percentage":100}],"dimensions":{"skills":[{"name":"pdf","unique_submitters":20,"total_calls":null,"avg_calls_per_submitter":null,"calls_median":null}],"mcp_servers":[{"name":"github","unique_submitters":80,"total_calls":900,"avg_calls_per_submitter":11,"calls_median":5,"total_errors":9,"error_rate":0.01,"error_rate_median":0.02}],"plugins":[]},"habits":{"edit_without_read_median":1}}
        """;

    private const string Trend =
        """{"dimension":"tool","name":"Bash","simulated":false,"weeks":[{"week":"2026-W46","unique_submitters":550,"adoption":0.92,"total_calls":12000,"calls_median":10,"error_rate":0.15,"error_rate_median":0.1,"rejection_rate":0.02}]}""";

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-11-25")]
    public async Task Session_AgentThatGoes_EndsByItself(string revision)
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        using var agent = await new AgentSession(test).InitializeAsync(revision);
        Assert.Equal(
            ["community/overview", "community/tools", "community/skills", "community/mcp", "community/models", "local/today", "local/week", "local/insights", "local/security"],
            (await agent.CallAsync("resources/list"))["resources"]!
                .AsArray()
                .Select(resource => ((string)resource!["uri"]!)["tool-time://".Length..])
        );
        Assert.Equal(
            ["community_item", "trend", "compare_me", "insights", "budget_status", "rig_audit"],
            (await agent.CallAsync("tools/list"))["tools"]!.AsArray().Select(tool => (string)tool!["name"]!)
        );
        Assert.Equal(
            ["weekly_review", "fix_my_setup"],
            (await agent.CallAsync("prompts/list"))["prompts"]!.AsArray().Select(prompt => (string)prompt!["name"]!)
        );
        Assert.Contains(
            "compare_me",
            (string)(await agent.CallAsync("prompts/get", new() { ["name"] = "fix_my_setup" }))["messages"]![0]!["content"]!["text"]!,
            StringComparison.Ordinal
        );
        Assert.Equal(CommandResult.Silence, await agent.EndAsync());
    }

    [Fact]
    public async Task Session_NewestRevision_NeedsNoBeginning()
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        using var agent = new AgentSession(test);
        var meta = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = "2026-07-28",
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
        };
        var result = await agent.CallAsync("server/discover", new() { ["_meta"] = meta });
        Assert.Equal(["2026-07-28"], result["supportedVersions"]!.AsArray().Select(version => (string)version!));
    }

    [Fact]
    public async Task Read_CommunityTables_AreTheServersOwnFiguresAndAreCachedFor5Minutes()
    {
        using var server = new LoopbackServer($"200|ETag: \"one\"|{Stats}", "304|");
        using var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        using var agent = await new AgentSession(test).InitializeAsync();
        Assert.Equal(
            """{"total_submissions":640,"unique_submitters":600,"date_range":{"from":"2026-11-15","to":"2026-11-21"},"published_at":"2026-11-19T00:15:00\u002B00:00"}""",
            (await agent.ReadAsync("tool-time://community/overview")).ToJsonString());
        Assert.Equal(
            """[{"tool_name":"Bash","unique_submitters":550,"total_calls":12000,"error_rate":0.15,"error_rate_median":0.1,"calls_median":10},{"tool_name":"custom","custom":true,"unique_submitters":50,"total_calls":null,"error_rate":null,"error_rate_median":null,"calls_median":null}]""",
            (await agent.ReadAsync("tool-time://community/tools")).ToJsonString()
        );
        Assert.Equal(
            """[{"skill_name":"pdf","invocation_count":null,"unique_submitters":20}]""",
            (await agent.ReadAsync("tool-time://community/skills")).ToJsonString()
        );
        Assert.Equal(
            """[{"mcp_name":"github","usage_count":900,"unique_submitters":80,"error_rate":0.01,"error_rate_median":0.02}]""",
            (await agent.ReadAsync("tool-time://community/mcp")).ToJsonString()
        );
        Assert.Equal(
            """[{"model":"claude-sonnet-4-5","percentage":50}]""",
            (await agent.ReadAsync("tool-time://community/models")).ToJsonString()
        );

        test.SetClock("2026-11-21T04:04:59Z");
        var read = await agent.CallAsync("resources/read", new() { ["uri"] = "tool-time://community/overview" });
        Assert.Equal((300_000, "public"), ((int)read["ttlMs"]!, (string?)read["cacheScope"]));
        var first = Assert.Single(server.Requests);
        Assert.Equal("GET /v1/api/stats?window=7d HTTP/1.1", first.Line);

        test.SetClock("2026-11-21T04:05:00Z");
        Assert.Equal(640, (int)(await agent.ReadAsync("tool-time://community/overview"))["total_submissions"]!);
        Assert.Equal("\"one\"", server.Requests.Last().Headers["If-None-Match"]);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Item_NameThatATableTells_IsTheServersTrend()
    {
        using var server = new LoopbackServer($"200|{Stats}", $"200|{Trend}");
        using var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        using var agent = await new AgentSession(test).InitializeAsync();
        Assert.Equal(Trend, (await agent.ReadAsync("tool-time://community/tool/Bash")).ToJsonString());
        Assert.Equal(
            Trend,
            (await agent.CallToolAsync("community_item", new() { ["dimension"] = "tool", ["name"] = "Bash" }))[
                "structuredContent"
            ]!.ToJsonString()
        );
        Assert.Equal(
            ["GET /v1/api/stats?window=7d HTTP/1.1", "GET /v1/api/trends/tool/Bash?weeks=13 HTTP/1.1"],
            server.Requests.Select(request => request.Line));
    }

    [Fact]
    public async Task Item_NameOfThisMachine_IsNeverAskedFor()
    {
        using var server = new LoopbackServer($"200|{Stats}");
        using var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        using var agent = await new AgentSession(test).InitializeAsync();
        var error = (
            await agent.RequestAsync("resources/read", new() { ["uri"] = "tool-time://community/tool/mcp__acme_internal__deploy" })
        )["error"]!;
        Assert.Equal("""{"code":-32002,"message":"Nothing is published under this name."}""", error.ToJsonString());
        var result = await agent.CallToolAsync("trend", new() { ["dimension"] = "tool", ["name"] = "mcp__acme_internal__deploy" });
        Assert.Equal((true, "Nothing is published under this name."), ((bool)result["isError"]!, (string?)result["content"]![0]!["text"]));
        Assert.Equal(
            ["GET /v1/api/stats?window=7d HTTP/1.1", "GET /v1/api/stats?window=4w HTTP/1.1"],
            server.Requests.Select(request => request.Line)
        );
    }

    [Fact]
    public async Task CompareMe_RecordedSession_IsSetBesideTheCommunityAndNothingIsSent()
    {
        using var server = new LoopbackServer($"200|{Stats}");
        using var test = RecordedSession.Make("2026-11-21T04:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        using var agent = await new AgentSession(test).InitializeAsync();
        var compared = (await agent.CallToolAsync("compare_me"))["structuredContent"]!;

        Assert.Equal(
            ("2026-11-15", "2026-11-21", null),
            ((string?)compared["since"], (string?)compared["until"], (string?)compared["community_unavailable"])
        );
        Assert.Equal("2026-11-21", (string?)compared["community_week"]!["date_range"]!["to"]);
        var own = JsonNode.Parse(test.Run("tools", "--json", "--timezone", "UTC").Output)!["rows"]!.AsArray();
        Assert.Equal(
            own.Select(row => $"{row!["name"]} {row["calls"]} {row["errors"]} {row["error_rate"]}").Order(StringComparer.Ordinal),
            compared["tools"]!
                .AsArray()
                .Select(row => $"{row!["name"]} {row["calls"]} {row["errors"]} {row["error_rate"]}")
                .Order(StringComparer.Ordinal)
        );
        var bash = compared["tools"]!.AsArray().Single(row => (string?)row!["name"] == "Bash")!;
        Assert.Equal(JsonNode.Parse(Stats)!["tools"]![0]!.ToJsonString(), bash["community"]!.ToJsonString());
        Assert.All(compared["tools"]!.AsArray(), row => Assert.Equal((string?)row!["name"] == "Bash", row["community"] is not null));

        var request = Assert.Single(server.Requests);
        Assert.Equal(("GET /v1/api/stats?window=7d HTTP/1.1", 0), (request.Line, request.Body.Length));
        Assert.Equal(["Host", "User-Agent"], request.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Session_NoServer_StillTellsWhatIsLocal()
    {
        using var test = RecordedSession.Make("2026-11-21T04:00:00Z");
        using var agent = await new AgentSession(test).InitializeAsync();
        var error = (await agent.RequestAsync("resources/read", new() { ["uri"] = "tool-time://community/tools" }))["error"]!;
        Assert.Equal("The community's server cannot be reached. Local resources still work.", (string?)error["message"]);

        var today = await agent.ReadAsync("tool-time://local/today");
        var report = JsonNode.Parse(test.Run("today", "--json", "--timezone", "UTC").Output)!;
        Assert.Equal(report["totals"]!["total_tokens"]!.ToJsonString(), today["totals"]!["total_tokens"]!.ToJsonString());
        Assert.Equal(report["rows"]!.ToJsonString(), today["models"]!.ToJsonString());
        Assert.Equal(("2026-11-21", "2026-11-21"), ((string?)today["since"], (string?)today["until"]));
        var week = await agent.ReadAsync("tool-time://local/week");
        Assert.Equal(
            JsonNode.Parse(test.Run("tools", "--json", "--timezone", "UTC").Output)!["rows"]!.ToJsonString(),
            week["tools"]!.ToJsonString()
        );

        var compared = (await agent.CallToolAsync("compare_me"))["structuredContent"]!;
        Assert.Equal(
            "The community's server cannot be reached. Local resources still work.",
            (string?)compared["community_unavailable"]
        );
        Assert.Null(compared["community_week"]);
        Assert.NotEmpty(compared["tools"]!.AsArray());
        Assert.Equal("", (await agent.EndAsync()).Output);
    }

    [Theory]
    [InlineData("500|", "The community's server answered 500. Local resources still work.")]
    [InlineData("302|Location: http://192.0.2.1/|", "The community's server answered 302. Local resources still work.")]
    [InlineData("404|", "The community's server has no statistics.")]
    [InlineData("200|{", "The community's server did not answer with statistics.")]
    [InlineData("200|{\"window\":{},\"overview\":{},\"tools\":{},\"dimensions\":[]}", "")]
    public async Task Read_ServerThatTellsNothing_IsSaid(string answer, string text)
    {
        using var server = new LoopbackServer(answer);
        using var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        using var agent = await new AgentSession(test).InitializeAsync();
        var message = await agent.RequestAsync("resources/read", new() { ["uri"] = "tool-time://community/tools" });
        if (text.Length > 0)
        {
            Assert.Equal(text, (string?)message["error"]!["message"]);
        }
        else
        {
            Assert.Equal("[]", (string?)message["result"]!["contents"]![0]!["text"]);
        }
    }

    [Fact]
    public async Task Read_MoreThanAnAnswerHolds_IsCutAndSaysSo()
    {
        var row =
            """{"tool_name":"NAME","unique_submitters":123456785,"total_calls":120000000000,"error_rate":0.12,"error_rate_median":0.12,"calls_median":120000}""";
        var rows = string.Join(
            ',',
            Enumerable.Range(0, 100).Select(number => row.Replace("NAME", $"{number:d3}".PadRight(100, 'W'), StringComparison.Ordinal))
        );
        using var server = new LoopbackServer($"200|{{\"window\":{{}},\"overview\":{{}},\"tools\":[{rows}]}}");
        using var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        using var agent = await new AgentSession(test).InitializeAsync();
        var message = await agent.RequestAsync("resources/read", new() { ["uri"] = "tool-time://community/tools" });
        var contents = message["result"]!["contents"]!.AsArray();
        var shown = JsonNode.Parse((string)contents[0]!["text"]!)!.AsArray().Count;
        Assert.InRange(shown, 80, 99);
        Assert.Equal($"Only the first {shown} of 100 rows are listed here.", (string?)contents[1]!["text"]);
        Assert.InRange(Encoding.UTF8.GetByteCount(message.ToJsonString()), 28_000, 30_000);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("\u0001\u0002")]
    [InlineData("""{"jsonrpc":"2.0","method":7}""")]
    public async Task Session_LineThatIsNoMessage_GoesOn(string line)
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        using var agent = await new AgentSession(test).InitializeAsync();
        await agent.WriteAsync(line);
        Assert.Equal("{}", (await agent.CallAsync("ping")).ToJsonString());
    }
}
