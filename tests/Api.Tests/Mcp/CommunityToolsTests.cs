using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ToolTime.Api.Mcp;
using ToolTime.Api.Trends;
using ToolTime.Publication;

namespace ToolTime.Api.Tests.Mcp;

/// <summary>The tools and prompts for agents.</summary>
public sealed class CommunityToolsTests(CommunityFixture community) : IClassFixture<CommunityFixture>
{
    [Fact]
    public async Task List_EachTool_IsReadOnlyAndSaysWhatItGives()
    {
        var tools = (await community.Server.CallMcpAsync("tools/list"))["tools"]!.AsArray();
        Assert.Equal(["community_item", "trend"], tools.Select(tool => (string?)tool!["name"]));
        Assert.All(tools, tool =>
        {
            Assert.Equal((true, false), ((bool)tool!["annotations"]!["readOnlyHint"]!, (bool)tool["annotations"]!["openWorldHint"]!));
            Assert.Equal(("object", "object"), ((string?)tool["inputSchema"]!["type"], (string?)tool["outputSchema"]!["type"]));
        });
    }

    [Theory]
    [InlineData("community_item", "tool", "Bash", null)]
    [InlineData("trend", "tool", "a:b::c", 4)]
    [InlineData("trend", "plugin", "@evil/x", 13)]
    [InlineData("trend", "client", "claude-code", 52)]
    public async Task Call_PublishedName_IsStructuredAndOfTheTrendsEndpoint(string tool, string dimension, string name, int? weeks)
    {
        var schemas = (await community.Server.CallMcpAsync("tools/list"))["tools"]!
            .AsArray()
            .Single(listed => (string?)listed!["name"] == tool)!;
        var call = McpCalls.Call(
            tool,
            [("dimension", dimension), ("name", name), .. weeks is null ? Array.Empty<(string, JsonNode?)>() : [("weeks", weeks)]]
        );
        Assert.Empty(SchemaFaults.Find(schemas["inputSchema"]!, call["arguments"]));

        var result = await community.Server.CallMcpAsync("tools/call", call);
        var content = result["structuredContent"]!;
        Assert.Empty(SchemaFaults.Find(schemas["outputSchema"]!, content));
        Assert.Equal(content.ToJsonString(), JsonNode.Parse((string)result["content"]![0]!["text"]!)!.ToJsonString());
        var trend = await community.Server.GetJsonAsync($"/v1/api/trends/{dimension}/{Uri.EscapeDataString(name)}?weeks={weeks ?? 13}");
        Assert.Equal(trend["weeks"]!.ToJsonString(), content["weeks"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(CommunityResourcesTests.Misses), MemberType = typeof(CommunityResourcesTests))]
    public async Task Call_NameThatIsNotListed_IsOneAnswer(string dimension, string name)
    {
        // What is not a dimension makes no name, and an agent that learns the dimensions asks again.
        var text = dimension is "nothing" or "tools"
            ? "dimension must be one of tool, skill, mcp_server, plugin, model, client."
            : "There is no such listed name.";
        foreach (var tool in (string[])["community_item", "trend"])
        {
            Assert.Equal(
                $$"""{"content":[{"type":"text","text":"{{text}}"}],"isError":true}""",
                (
                    await community.Server.CallMcpAsync("tools/call", McpCalls.Call(tool, ("dimension", dimension), ("name", name)))
                ).ToJsonString()
            );
        }
    }

    [Theory]
    [InlineData("""{"name":"trend"}""", "dimension and name are required strings.")]
    [InlineData("""{"name":"trend","arguments":null}""", "dimension and name are required strings.")]
    [InlineData("""{"name":"trend","arguments":{"dimension":"tool"}}""", "dimension and name are required strings.")]
    [InlineData("""{"name":"trend","arguments":{"dimension":"tool","name":["Bash"]}}""", "dimension and name are required strings.")]
    [InlineData("""{"name":"trend","arguments":{"dimension":"tool","name":"Bash","weeks":5}}""", "weeks must be 4, 13 or 52.")]
    [InlineData("""{"name":"trend","arguments":{"dimension":"tool","name":"Bash","weeks":"a year"}}""", "weeks must be 4, 13 or 52.")]
    [InlineData("""{"name":"trend","arguments":{"dimension":"tool","name":"Bash","weeks":4.5}}""", "weeks must be 4, 13 or 52.")]
    [InlineData("""{"name":"trend","arguments":{"dimension":"tool","name":"Bash","weeks":[4]}}""", "weeks must be 4, 13 or 52.")]
    [InlineData("""{"name":"trend","arguments":{"dimension":"tools","name":"Bash"}}""", "dimension must be one of tool, skill, mcp_server, plugin, model, client.")]
    [InlineData("""{"name":"trend","arguments":{"dimension":"tool","name":"Bash","weeks":1e99}}""", "weeks must be 4, 13 or 52.")]
    public async Task Call_WrongArguments_AreReportedToTheAgent(string call, string text)
    {
        var result = await community.Server.CallMcpAsync("tools/call", JsonNode.Parse(call)!.AsObject());
        Assert.Equal((true, text), ((bool)result["isError"]!, (string?)result["content"]![0]!["text"]));
    }

    [Theory]
    [InlineData("null", 13)]
    [InlineData("4.0", 4)]
    [InlineData("\"4\"", 4)]
    public async Task Call_NumbersAsAgentsWriteThem_AreTaken(string weeks, int expected)
    {
        var arguments = JsonNode.Parse($$"""{"dimension":"tool","name":"Bash","weeks":{{weeks}}}""");
        var result = await community.Server.CallMcpAsync("tools/call", new() { ["name"] = "trend", ["arguments"] = arguments });
        var trend = await community.Server.GetJsonAsync($"/v1/api/trends/tool/Bash?weeks={expected}");
        Assert.Equal(trend["weeks"]!.ToJsonString(), result["structuredContent"]!["weeks"]!.ToJsonString());
    }

    [Theory]
    [InlineData("weekly_review", "tool-time://community/overview")]
    [InlineData("fix_my_setup", "compare_me")]
    public async Task Prompt_EachOfThem_HoldsNoNameOfThePublication(string prompt, string mentions)
    {
        var listed = (await community.Server.CallMcpAsync("prompts/list"))["prompts"]!.AsArray();
        Assert.Contains(prompt, listed.Select(item => (string?)item!["name"]));
        var text = (string)
            (await community.Server.CallMcpAsync("prompts/get", new() { ["name"] = prompt }))["messages"]![0]!["content"]!["text"]!;
        Assert.Contains(mentions, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bash", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_LongestTrendThereCanBe_FitsIn30000Bytes()
    {
        var result = JsonSerializer.SerializeToUtf8Bytes(
            CommunityTools.Result(CommunityTools.Bounded(Longest(TrendsDocument.MaximumWeeks)), TrendJson.Default.TrendAnswer),
            McpJsonUtilities.DefaultOptions
        );
        Assert.InRange(result.Length, 15_000, AnswerSize.MaximumBytes - 200);
    }

    [Theory]
    [InlineData(13, 86_000_000d)]
    [InlineData(TrendsDocument.MaximumWeeks, null)]
    public void Bounded_TrendWithDurations_HoldsThemWhereTheyFit(int weeks, double? durationMs) =>
        Assert.All(CommunityTools.Bounded(Longest(weeks)).Weeks, week => Assert.Equal(durationMs, week.DurationMedianMs));

    private static TrendAnswer Longest(int weeks)
    {
        var week = new TrendWeek
        {
            Week = "2026-W47",
            UniqueSubmitters = 123_456_785,
            Adoption = 0.12,
            TotalCalls = 120_000_000_000,
            CallsMedian = 120_000,
            ErrorRate = 0.12,
            ErrorRateMedian = 0.12,
            RejectionRate = 0.12,
            DurationMedianMs = 86_000_000,
        };
        var current = new NameFigures
        {
            Name = new string('W', 100),
            UniqueSubmitters = 123_456_785,
            Adoption = 0.12,
            AdoptionLow = 0.12,
            AdoptionHigh = 0.12,
            CallsMedian = 120_000,
            ErrorRateMedian = 0.123,
            ErrorRateP25 = 0.123,
            ErrorRateP75 = 0.123,
            ErrorRate = 0.123,
            RejectionRate = 0.123,
            TotalCalls = 120_000_000_000,
            DurationP25Ms = 86_000_000,
            DurationMedianMs = 86_000_000,
            DurationP75Ms = 86_000_000,
            TypedRate = 0.123,
        };
        var window = new StatsWindow
        {
            Name = "7d",
            From = default,
            To = default(DateOnly),
            PublishedAt = default(DateTimeOffset),
            MinimumSubmitters = 10,
            Simulated = true,
        };
        return new TrendAnswer
        {
            Dimension = "mcp_server",
            Name = new string('W', 100),
            Simulated = false,
            Window = window,
            Current = current,
            AlsoUsed = [.. Enumerable.Repeat(new StatsName("mcp_server", new string('W', 100)), NameLookUp.MostAlsoUsed)],
            Weeks = [.. Enumerable.Repeat(week, weeks)],
        };
    }
}
