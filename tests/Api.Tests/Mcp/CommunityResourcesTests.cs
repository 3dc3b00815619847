using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ToolTime.Api.Mcp;

namespace ToolTime.Api.Tests.Mcp;

/// <summary>Agents read what the data endpoints serve.</summary>
public sealed class CommunityResourcesTests(CommunityFixture community) : IClassFixture<CommunityFixture>
{
    public static TheoryData<string, string> Misses { get; } = new()
    {
        { "tool", CommunityFixture.Blocked }, { "tool", "nobody-knows" }, { "tool", "" }, { "tool", "custom" },
        { "nothing", "Bash" }, { "tools", "Bash" }, { "tool", "no-such" }, { "client", "vim" }, { "model", "claude-opus-4-5" },
    };

    [Fact]
    public async Task List_Resources_AreThoseOfTheWire()
    {
        var result = await community.Server.CallMcpAsync("resources/list");
        Assert.Equal(
            ["overview", "tools", "skills", "mcp", "models"],
            result["resources"]!
                .AsArray()
                .Select(resource => ((string)resource!["uri"]!).Replace("tool-time://community/", "", StringComparison.Ordinal))
        );
        Assert.Equal((300_000, "public"), ((int)result["ttlMs"]!, (string?)result["cacheScope"]));
        var template = Assert.Single((await community.Server.CallMcpAsync("resources/templates/list"))["resourceTemplates"]!.AsArray());
        Assert.Equal("tool-time://community/{dimension}/{name}", (string?)template!["uriTemplate"]);
    }

    [Fact]
    public async Task Read_EachTable_IsThatOfTheStats()
    {
        var stats = await community.Server.GetJsonAsync(Endpoints.Stats);
        Assert.Equal(
            $$"""{"total_submissions":2,"unique_submitters":2,"date_range":{"from":"2026-11-18","to":"2026-11-24"},"published_at":{{stats["window"]!["published_at"]!.ToJsonString()}},"any":{{stats["any"]!.ToJsonString()}}}""",
            (await community.Server.ReadResourceAsync("overview")).ToJsonString());
        Assert.Equal(
            Rows(stats["dimensions"]!["skills"], ("skill_name", "name"), ("custom", "custom"), ("invocation_count", "total_calls"), ("unique_submitters", "unique_submitters")),
            (await community.Server.ReadResourceAsync("skills")).ToJsonString());
        Assert.Equal(
            Rows(stats["dimensions"]!["mcp_servers"], ("mcp_name", "name"), ("custom", "custom"), ("usage_count", "total_calls"), ("unique_submitters", "unique_submitters"), ("error_rate", "error_rate"), ("error_rate_median", "error_rate_median"), ("duration_median_ms", "duration_median_ms")),
            (await community.Server.ReadResourceAsync("mcp")).ToJsonString());
        Assert.Equal(Rows(stats["models"], ("model", "model"), ("custom", "custom"), ("percentage", "percentage")), (await community.Server.ReadResourceAsync("models")).ToJsonString());

        var tools = (await community.Server.ReadResourceAsync("tools")).AsArray();
        var of = new JsonArray([.. stats["tools"]!.AsArray().Take(tools.Count).Select(tool => tool!.DeepClone())]);
        Assert.Equal(
            Rows(
                of,
                ("tool_name", "tool_name"),
                ("custom", "custom"),
                ("unique_submitters", "unique_submitters"),
                ("adoption", "adoption"),
                ("total_calls", "total_calls"),
                ("error_rate", "error_rate"),
                ("error_rate_median", "error_rate_median"),
                ("duration_median_ms", "duration_median_ms"),
                ("calls_median", "calls_median")
            ),
            tools.ToJsonString()
        );
        Assert.Equal(["Bash"], tools.Take(1).Select(tool => (string?)tool!["tool_name"]));
    }

    [Fact]
    public async Task Read_TableOfTheLongestNames_IsSentWithinTheBound()
    {
        var answer = await community.Server.RequestMcpAsync("resources/read", new() { ["uri"] = "tool-time://community/tools" });
        Assert.InRange(Encoding.UTF8.GetByteCount(answer.Text), AnswerSize.MaximumBytes - 2_000, AnswerSize.MaximumBytes);
        var contents = answer.MessageOf()["result"]!["contents"]!.AsArray();
        var sent = JsonNode.Parse((string)contents[0]!["text"]!)!.AsArray().Count;
        Assert.InRange(sent, 80, 114);
        Assert.StartsWith($"Only the first {sent} of ", (string)contents[1]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_LongestTableThereCanBe_IsCutAndSaysSo()
    {
        var row = JsonSerializer.Serialize(
            new ToolSummary
            {
                ToolName = new string('W', 100),
                UniqueSubmitters = 123_456_785,
                Adoption = 0.12,
                TotalCalls = 120_000_000_000,
                ErrorRate = 0.12,
                ErrorRateMedian = 0.12,
                DurationMedianMs = 86_000_000,
                CallsMedian = 120_000,
            },
            CommunityJson.Default.ToolSummary);
        var (text, cut) = AnswerSize.Fit([.. Enumerable.Repeat(row, 100)], "/v1/api/tables/tool");
        var sent = JsonSerializer.SerializeToUtf8Bytes(
            CommunityResources.Result("tool-time://community/tools", text, cut),
            McpJsonUtilities.DefaultOptions
        );
        Assert.InRange(sent.Length, AnswerSize.MaximumBytes - 2_000, AnswerSize.MaximumBytes);
        var stored = JsonNode.Parse(text)!.AsArray().Count;
        Assert.InRange(stored, 75, 99);
        Assert.Equal($"Only the first {stored} of 100 rows are listed here; GET /v1/api/tables/tool lists all.", cut);
    }

    [Theory]
    [InlineData("tool/Bash", "tool", "Bash")]
    [InlineData("tool/a%3Ab%3A%3Ac", "tool", "a:b::c")]
    [InlineData("plugin/%40evil%2Fx", "plugin", "@evil/x")]
    [InlineData("plugin/@evil/x", "plugin", "@evil/x")]
    [InlineData("client/claude-code", "client", "claude-code")]
    public async Task Read_OneItem_HasTheWeeksOfItsTrend(string path, string dimension, string name)
    {
        var trend = await community.Server.GetJsonAsync($"/v1/api/trends/{dimension}/{Uri.EscapeDataString(name)}");
        var item = await community.Server.ReadResourceAsync(path);
        Assert.Equal((dimension, name, 2), ((string?)item["dimension"], (string?)item["name"], item["weeks"]!.AsArray().Count));
        Assert.Equal(
            (trend["weeks"]!.ToJsonString(), trend["current"]!.ToJsonString()),
            (item["weeks"]!.ToJsonString(), item["current"]!.ToJsonString())
        );
        Assert.Equal(1, (int)item["rank"]!);
    }

    [Theory]
    [MemberData(nameof(Misses))]
    public async Task Read_NameThatIsNotListed_IsOneAnswer(string dimension, string name)
    {
        var answer = await community.Server.RequestMcpAsync(
            "resources/read",
            new() { ["uri"] = $"tool-time://community/{dimension}/{name}" }
        );
        Assert.Equal(
            """{"error":{"code":-32002,"message":"There is no such listed name."},"id":7,"jsonrpc":"2.0"}""",
            answer.MessageOf().ToJsonString()
        );
        var newest = await community.Server.RequestNewestMcpAsync(
            "resources/read",
            new() { ["uri"] = $"tool-time://community/{dimension}/{name}" }
        );
        Assert.Equal(
            (200, """{"code":-32602,"message":"There is no such listed name."}"""),
            (newest.Status, newest.MessageOf()["error"]!.ToJsonString())
        );
    }

    [Theory]
    [InlineData("tool", CommunityFixture.Rare)]
    [InlineData("tool", "Glob")]
    [InlineData("client", "codex")]
    public async Task Read_AListedNameThatTooFewUse_SaysSoInTheSameWords(string dimension, string name)
    {
        var item = await community.Server.ReadResourceAsync($"{dimension}/{name}");
        Assert.Equal(
            (null, "fewer than 2 so far", null),
            ((string?)item["current"]?.ToJsonString(), (string?)item["note"], (string?)item["rank"]?.ToJsonString())
        );
    }

    private static string Rows(JsonNode? stats, params (string Name, string Of)[] members) =>
        new JsonArray([
            .. stats!
                .AsArray()
                .Select(row =>
                    (JsonNode?)
                        new JsonObject(
                            members
                                .Where(member => row!.AsObject().ContainsKey(member.Of))
                                .Select(member => KeyValuePair.Create(member.Name, row![member.Of]?.DeepClone()))
                        )
                ),
        ]).ToJsonString();
}
