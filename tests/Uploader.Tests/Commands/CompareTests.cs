using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>`tooltime compare` with a community whose figures are known.</summary>
public sealed class CompareTests
{
    private const string Stats = """
        {"window":{"name":"7d","from":"2026-11-15","to":"2026-11-21","published_at":"2026-11-21T00:15:00Z"},
         "overview":{"total_submissions":640,"unique_submitters":84},
         "tools":[
          {"tool_name":"Bash","adoption":0.92,"error_rate_median":0.1,"rejection_rate":0.02,"calls_median":40},
          {"tool_name":"Read","adoption":0.95,"error_rate_median":0.02,"rejection_rate":0.02,"calls_median":100},
          {"tool_name":"Edit","adoption":0.9,"error_rate_median":0.05,"rejection_rate":0.02,"calls_median":30},
          {"tool_name":"Glob","adoption":0.5,"error_rate_median":0.01,"rejection_rate":null,"calls_median":20}],
         "dimensions":{"skills":[],"plugins":[],"mcp_servers":[
          {"name":"github","adoption":0.3,"error_rate_median":0.05,"calls_median":6},
          {"name":"playwright","adoption":0.2,"error_rate_median":0.2,"calls_median":30}]}}
        """;

    [Fact]
    public void Compare_HomeWithThreeDeviations_ShowsTheseAndNothingElse()
    {
        using var server = new LoopbackServer($"200|{Stats.ReplaceLineEndings(" ")}");
        using var test = Home(server);
        var result = test.Run("compare");
        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        Assert.Equal(
            [
                "What stands out",
                "  github was called 300 times here, 6 times by the median submitter.",
                "  Read is rejected 30.0% of the time here, 2.0% in the community.",
                "  Bash fails 40.0% of the time here, 10.0% for the median submitter.",
                "",
            ],
            result.Output.Split('\n').Skip(2).Take(5)
        );
        Assert.StartsWith("2026-11-15 to 2026-11-21 (UTC), compared with 84 submitters. Nothing of yours was sent.\n", result.Output, StringComparison.Ordinal);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("GET /v1/api/stats?window=7d HTTP/1.1", 0), (request.Line, request.Body.Length));
        Assert.Equal(["Host", "User-Agent"], request.Headers.Keys.Order(StringComparer.Ordinal));

        var compared = JsonNode.Parse(test.Run("compare", "--json").Output)!;
        Assert.Equal(
            ["used_more github", "rejected Read", "fails Bash"],
            compared["stands_out"]!.AsArray().Select(one => $"{one!["what"]} {one["name"]}")
        );
    }

    [Fact]
    public void Compare_CallsOfOtherDays_AreNotBesideTheCommunitys()
    {
        using var server = new LoopbackServer($"200|{Stats.ReplaceLineEndings(" ").Replace("2026-11-21\"", "2026-11-17\"", StringComparison.Ordinal)}");
        using var test = Home(server);
        Assert.Contains("Nothing stands out.\n", test.Run("compare").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ServerThatIsNone_IsAWrongSetting()
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = "ftp://example.com";
        var result = test.Run("compare");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("ftp://example.com is not an https address", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_NoServer_SaysSo()
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        var result = test.Run("compare");
        Assert.Equal((5, ""), (result.ExitCode, result.Output));
        Assert.Contains("cannot be reached", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":"ok"}""")]
    [InlineData("""{"window":{},"window":{},"overview":{}}""")]
    [InlineData("""{"window":"7d","overview":{}}""")]
    public void Compare_AnswerOfAnotherProgram_IsNotAnEmptyCommunity(string answer)
    {
        using var server = new LoopbackServer($"200|{answer}");
        using var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        var result = test.Run("compare");
        Assert.Equal((5, ""), (result.ExitCode, result.Output));
        Assert.Contains("did not answer with statistics", result.Messages, StringComparison.Ordinal);
    }

    // On 18 November: what is usual, and three habits that are not.
    private static TestHome Home(LoopbackServer server)
    {
        var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        var lines = new List<string>();
        Add("Bash", calls: 50, errors: 20, rejections: 0);
        Add("Read", calls: 100, errors: 2, rejections: 30);
        Add("Edit", calls: 60, errors: 5, rejections: 1);
        Add("Glob", calls: 49, errors: 0, rejections: 0);
        Add("mcp__github__create_issue", calls: 300, errors: 10, rejections: 0);
        Add("mcp__playwright__browser_click", calls: 100, errors: 30, rejections: 0);
        var folder = Path.Combine(test.User, ".claude", "projects", "-home-dev-shop");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "s.jsonl"), lines);
        return test;

        void Add(string tool, int calls, int errors, int rejections)
        {
            for (var i = 0; i < calls; i++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{tool}-{i}");
                lines.Add(Lines.Response(id, at: "2026-11-18T10:00:00.000Z", content: Lines.Call(id, tool)));
                var text = i < errors ? "Exit code 1" : "The user doesn't want to proceed with this tool use.";
                lines.Add(
                    Lines
                        .Result(id, isError: i < errors + rejections, at: "2026-11-18T10:00:01.000Z")
                        .Replace("\"x\"", JsonSerializer.Serialize(text), StringComparison.Ordinal)
                );
            }
        }
    }
}
