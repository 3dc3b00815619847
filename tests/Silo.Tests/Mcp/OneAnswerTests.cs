using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ToolTime.Silo.Tests.Mcp;

/// <summary>
/// Every endpoint gives the same answer to the same question: which share of people used Bash in the newest seven days, and how often.
/// </summary>
public sealed partial class OneAnswerTests : ServerTest
{
    private const int People = 7;
    private const string Submitters = "7";
    private const string Calls = "950";

    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 18, 0, 0, TimeSpan.Zero);

    [GeneratedRegex("<tr[ >].*?</tr>", RegexOptions.Singleline)]
    private static partial Regex TableRow { get; }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag { get; }

    [Fact]
    public async Task Endpoints_SameQuestion_GiveTheSameFigure()
    {
        await using var server = await StartAsync(Monday, RunningServer.ExactLimits(2));
        for (var person = 0; person < People; person++)
        {
            Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(person, "2026-11-16", calls: person == 0 ? 350 : 100)));
        }

        await server.RunMaintenanceAsync();

        var answers = new Dictionary<string, (string Submitters, string Calls)>();
        var row = Tool(await GetJsonAsync(server, "/v1/api/stats"), "tools", "tool_name");
        answers["stats"] = (Text(row, "unique_submitters"), Text(row, "total_calls"));
        row = Tool(await GetJsonAsync(server, "/v1/api/tables/tool"), "rows", "tool_name");
        answers["table"] = (Text(row, "unique_submitters"), Text(row, "total_calls"));
        answers["csv"] = Csv(await GetAsync(server, "/v1/api/tables/tool?format=csv"));
        row = (await GetJsonAsync(server, "/v1/api/trends/tool/Bash"))["current"]!;
        answers["trend"] = (Text(row, "unique_submitters"), Text(row, "total_calls"));
        answers["badge"] = (await BadgeAsync(server, "json", "submitters"), await BadgeAsync(server, "json", "calls"));
        answers["badge as a picture"] = (await BadgeAsync(server, "svg", "submitters"), await BadgeAsync(server, "svg", "calls"));
        answers["page"] = Page(await GetAsync(server, "/"), "Bash");
        answers["page of the name"] = NamePage(await GetAsync(server, "/tool/Bash"));

        var item = new JsonObject
        {
            ["name"] = "community_item",
            ["arguments"] = new JsonObject { ["dimension"] = "tool", ["name"] = "Bash" },
        };
        var tools = new JsonObject { ["uri"] = "tool-time://community/tools" };
        answers["MCP resource"] = Resource(await McpAsync(server, "resources/read", tools));
        answers["MCP tool"] = Current(await McpAsync(server, "tools/call", item));
        using (var agent = new StdioAgent(server.Client.BaseAddress!, Path.Combine(server.Folder, "agent")))
        {
            answers["stdio resource"] = Resource(await agent.CallAsync("resources/read", tools));
            answers["stdio tool"] = Current(await agent.CallAsync("tools/call", item));
        }

        Assert.Equal(12, answers.Count);
        Assert.All(answers, answer =>
            Assert.Equal($"{answer.Key}: {Submitters}, {Calls}", $"{answer.Key}: {answer.Value.Submitters}, {answer.Value.Calls}")
        );
    }

    private static Task<string> GetAsync(RunningServer server, string path) =>
        server.Client.GetStringAsync(path, TestContext.Current.CancellationToken);

    private static async Task<JsonNode> GetJsonAsync(RunningServer server, string path) => JsonNode.Parse(await GetAsync(server, path))!;

    private static JsonNode Tool(JsonNode document, string table, string name) =>
        document[table]!.AsArray().Single(row => (string?)row![name] == "Bash")!;

    private static string Text(JsonNode row, string member) => ((long)row[member]!).ToString(CultureInfo.InvariantCulture);

    private static (string Submitters, string Calls) Csv(string text)
    {
        var lines = text.Split("\r\n");
        var columns = lines[0].Split(',');
        var cells = lines.Single(line => line.StartsWith("Bash,", StringComparison.Ordinal)).Split(',');
        return (cells[Array.IndexOf(columns, "unique_submitters")], cells[Array.IndexOf(columns, "total_calls")]);
    }

    private static async Task<string> BadgeAsync(RunningServer server, string format, string show)
    {
        var badge = await GetAsync(server, $"/v1/api/badge/tool/Bash?format={format}&show={show}");
        var text =
            format == "json"
                ? (string)JsonNode.Parse(badge)!["message"]!
                : Regex.Match(badge, "<title>ToolTime: (.*)</title>").Groups[1].Value;
        return Regex.Match(text, show == "calls" ? @"^([\d.]+) calls in 7 days$" : @"^used by 100% of ([\d.]+)$").Groups[1].Value;
    }

    /// <summary>The figures in a page's table row for a name.</summary>
    private static (string Submitters, string Calls) Page(string html, string name)
    {
        var row = TableRow
            .Matches(html)
            .Select(match => match.Value)
            .Single(text =>
                text.Contains($">{name}</a>", StringComparison.Ordinal) && text.Contains("data-label", StringComparison.Ordinal)
            );
        return (Cell("Submitters"), Cell("Calls"));

        string Cell(string heading) =>
            Tag.Replace(Regex.Match(row, $"data-label=\"{heading}\">(.*?)</td>", RegexOptions.Singleline).Groups[1].Value, "").Trim();
    }

    /// <summary>The figures at the top of a name's page.</summary>
    private static (string Submitters, string Calls) NamePage(string html)
    {
        return (Number("how-submitters"), Number("how-calls"));

        string Number(string note) =>
            Tag.Replace(Regex.Match(html, $"<a href=\"#{note}\">[^<]*</a></dt><dd>(.*?)</dd>", RegexOptions.Singleline).Groups[1].Value, "")
                .Trim();
    }

    private static async Task<JsonNode> McpAsync(RunningServer server, string method, JsonObject parameters)
    {
        var message = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = method,
            ["params"] = parameters.DeepClone(),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await server.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return JsonNode.Parse(text[(text.IndexOf("data: ", StringComparison.Ordinal) + "data: ".Length)..])!["result"]!;
    }

    private static (string Submitters, string Calls) Resource(JsonNode result)
    {
        var row = JsonNode
            .Parse((string)result["contents"]![0]!["text"]!)!
            .AsArray()
            .Single(tool => (string?)tool!["tool_name"] == "Bash")!;
        return (Text(row, "unique_submitters"), Text(row, "total_calls"));
    }

    private static (string Submitters, string Calls) Current(JsonNode result)
    {
        var current = result["structuredContent"]!["current"]!;
        return (Text(current, "unique_submitters"), Text(current, "total_calls"));
    }
}
