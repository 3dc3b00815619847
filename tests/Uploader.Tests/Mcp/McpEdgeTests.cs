using System.Text.Json.Nodes;
using ToolTime.Uploader.Mcp;

namespace ToolTime.Uploader.Tests.Mcp;

/// <summary>`tooltime mcp` with clients of other versions and systems.</summary>
public sealed class McpEdgeTests
{
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}""";

    [Theory]
    [InlineData("2099-01-01", "2025-11-25")]
    [InlineData("nonsense", "2025-11-25")]
    [InlineData("2024-11-05", "2024-11-05")]
    public void Initialize_Revision_IsOneThatTheServerHas(string asked, string agreed)
    {
        var answer = Assert.Single(Answers(Initialize.Replace("2025-06-18", asked, StringComparison.Ordinal) + "\n"));
        Assert.Equal(agreed, (string?)answer["result"]!["protocolVersion"]);
    }

    [Theory]
    [InlineData("""{"name":"trend","arguments":"{\"dimension\":\"tool\",\"name\":\"Read\"}"}""")]
    [InlineData("""{"name":"trend","arguments":[1]}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"name":["trend"],"arguments":{}}""")]
    [InlineData("""{"name":"trend","name":"compare_me","arguments":{}}""")]
    [InlineData("""{"name":"trend","\ud800":1}""")]
    [InlineData("""{"protocolVersion":"a","protocolVersion":"b"}""", "initialize")]
    [InlineData("""{"protocolVersion":"\ud800","capabilities":{},"clientInfo":{"name":"c","version":"1"}}""", "initialize")]
    [InlineData("""{"protocolVersion":"2025-06-18"}""", "initialize")]
    [InlineData("{}", "initialize")]
    [InlineData("null")]
    [InlineData("""{"cursor":7}""", "tools/list")]
    [InlineData("""{"a":"\ud83d"}""", "ping")]
    [InlineData("""{"uri":7}""", "resources/read")]
    [InlineData("""{"name":{}}""", "prompts/get")]
    public void Call_ParametersOfAWrongForm_AreTheCallersFault(string parameters, string method = "tools/call")
    {
        var answers = Answers($"{Initialize}\n{{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"{method}\",\"params\":{parameters}}}\n");
        Assert.Equal(-32602, (int)answers.Single(answer => (int)answer["id"]! == 7)["error"]!["code"]!);
    }

    [Fact]
    public void Input_OfAnotherSystem_IsAnsweredBeforeItEnds()
    {
        var answers = Answers(
            $"\uFEFF{Initialize}\r\n\r\n\nnoise of a shell\n[not json\n\uFEFF{{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}}\r\n"
        );
        Assert.Equal([1, 2], answers.Select(answer => (int)answer["id"]!).Order());
    }

    [Theory]
    [InlineData("""[{"jsonrpc":"2.0","id":3,"method":"ping"}]""", "null")]
    [InlineData("""{"jsonrpc":"1.0","id":"x","method":"ping"}""", "\"x\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""", "1.5")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"ping"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":[1],"method":"ping"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""", "null")]
    [InlineData("[]", "null")]
    public void Input_NotOneRequest_IsAnsweredAsSuch(string line, string id)
    {
        var answer = Answers($"{Initialize}\n{line}\n").Single(answer => answer["error"] is not null);
        Assert.Equal((id, -32600), (answer["id"]?.ToJsonString() ?? "null", (int)answer["error"]!["code"]!));
    }

    [Fact]
    public void Input_NestedTooDeeply_IsAnswered()
    {
        var nested = new string('[', 200_000) + new string(']', 200_000);
        var answers = Answers($"{Initialize}\n{{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{{\"a\":{nested}}}}}\n");
        Assert.Equal(-32600, (int)answers.Single(answer => (int)answer["id"]! == 7)["error"]!["code"]!);
    }

    [Fact]
    public async Task Input_EndAfterACancelledRequest_IsNotWaitedFor()
    {
        using var input = new MemoryStream("""
            {"jsonrpc":"2.0","id":5,"method":"ping"}
            {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}
            """u8.ToArray());
        await using var transport = new AgentTransport(input, Stream.Null);
        for (var message = 0; message < 2; message++)
        {
            await transport.MessageReader.ReadAsync(TestContext.Current.CancellationToken);
        }

        // An answer is waited for twice as long.
        await transport.MessageReader.Completion.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    // Of a revision without `initialize`, in each request.
    private const string Revision =
        """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"c","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}
        """;

    [Fact]
    public void Input_EndWithASubscription_EndsTheServer() =>
        Assert.DoesNotContain(
            Answers("""{"jsonrpc":"2.0","id":7,"method":"subscriptions/listen","params":{REVISION,"notifications":{}}}"""
                .Replace("REVISION", Revision, StringComparison.Ordinal)),
            answer => answer["error"] is not null);

    [Fact]
    public void Read_ResourceThatIsNotThere_HasTheErrorOfItsRevision()
    {
        const string Read = """{"jsonrpc":"2.0","id":7,"method":"resources/read","params":{"uri":"tool-time://nosuch"}}""";
        Assert.Equal(-32002, CodeOf($"{Initialize}\n{Read}\n"));
        Assert.Equal(-32602, CodeOf(Read.Replace("\"uri\"", $"{Revision},\"uri\"", StringComparison.Ordinal) + "\n"));

        static int CodeOf(string input) => (int)Answers(input).Single(answer => (int)answer["id"]! == 7)["error"]!["code"]!;
    }

    [Fact]
    public void Read_WithABrokenRulesFile_SaysSo()
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        Directory.CreateDirectory(test.Home);
        File.WriteAllText(Path.Combine(test.Home, "security-rules.json"), "{");
        const string Read = """{"jsonrpc":"2.0","id":7,"method":"resources/read","params":{"uri":"tool-time://local/security"}}""";
        var error = Answers(test, $"{Initialize}\n{Read}\n").Single(answer => (int)answer["id"]! == 7)["error"]!;
        Assert.Contains("rules file", (string?)error["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("[\"x\"]")]
    public void Insights_ProjectThatIsNoText_IsNotTakenForAll(string project)
    {
        var call = $$$$"""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"insights","arguments":{"project":{{{{project}}}}}}}""";
        var result = Answers($"{Initialize}\n{call}\n").Single(answer => (int)answer["id"]! == 5)["result"]!;
        Assert.Equal((true, "project must be a string of at most 1000 characters."), ((bool)result["isError"]!, (string?)result["content"]![0]!["text"]));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("nope")]
    public void Insights_ProjectOfNobody_IsNotAProjectWithoutUse(string project)
    {
        var call = $$$$"""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"insights","arguments":{"project":"{{{{project}}}}"}}}""";
        var result = Answers($"{Initialize}\n{call}\n").Single(answer => (int)answer["id"]! == 5)["result"]!;
        Assert.True((bool)result["isError"]!);
        Assert.StartsWith($"No session of the last 30 days is in a project '{project}'.", (string?)result["content"]![0]!["text"], StringComparison.Ordinal);
    }

    private static List<JsonNode> Answers(string input)
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        return Answers(test, input);
    }

    private static List<JsonNode> Answers(TestHome test, string input)
    {
        var result = test.RunWithInput(input, "mcp");
        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
