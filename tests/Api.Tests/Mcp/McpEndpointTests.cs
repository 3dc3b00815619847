using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.Api.Tests.Mcp;

/// <summary>Who may use the MCP endpoint, with what, and how it refuses.</summary>
public sealed class McpEndpointTests(ServerFixture fixture)
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task OtherMethod_OfAServerWithoutSessions_IsNotAllowed(string method)
    {
        var answer = await fixture.Server.SendAsync(method, McpCalls.Endpoint, ("Accept", "text/event-stream"));
        Assert.Equal((405, "POST"), (answer.Status, answer.Headers["Allow"]));
    }

    [Theory]
    [InlineData("localhost:1", null, 200)]
    [InlineData("[::1]:8787", null, 200)]
    [InlineData("192.0.2.7", null, 200)]
    [InlineData("localhost:8787", "http://localhost:8787", 200)]
    [InlineData("LOCALHOST:8787", "http://localhost:8787", 200)]
    [InlineData("127.0.0.1", "https://127.0.0.1", 200)]
    [InlineData("evil.example", null, 403, "host")]
    [InlineData("evil.example:8787", "http://evil.example:8787", 403, "host")]
    [InlineData("localhost.evil.example", null, 403, "host")]
    [InlineData("127.0.0.1.evil.example", null, 403, "host")]
    [InlineData("localhost:8787", "http://evil.example", 403, "origin")]
    [InlineData("localhost:8787", "http://localhost:6274", 403, "origin")]
    [InlineData("localhost:8787", "null", 403, "origin")]
    [InlineData("localhost:8787", "", 403, "origin")]
    public async Task Post_HostAndOrigin_AreOurs(string host, string? origin, int status, string? code = null)
    {
        var answer = await fixture.Server.PostMcpAsync(Ping, [("Host", host), .. origin is null ? [] : new[] { ("Origin", origin) }]);
        if (code is null)
        {
            Assert.Equal((status, """{"result":{},"id":1,"jsonrpc":"2.0"}"""), (answer.Status, answer.MessageOf().ToJsonString()));
        }
        else
        {
            answer.AssertFaults(status, new Fault("", null, code));
            Assert.DoesNotContain("evil", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Post_HostThatTheOperatorNamed_IsOurs()
    {
        await using var server = await TestServer.InProcessServer.StartAsync(Report.Now, "--Mcp:Hosts:0", "tools.example");
        Assert.Equal(200, (await server.PostMcpAsync(Ping, ("Host", "Tools.example:443"), ("Origin", "https://tools.example:443"))).Status);
        Assert.Equal(403, (await server.PostMcpAsync(Ping, ("Host", "other.example"))).Status);
    }

    [Theory]
    [InlineData("application/json, text/event-stream", 200)]
    [InlineData("text/event-stream;q=0.5, application/json;q=0.1", 200)]
    [InlineData("*/*", 200)]
    [InlineData("application/*, text/*", 200)]
    [InlineData("application/json", 406)]
    [InlineData("text/event-stream", 406)]
    [InlineData("application/json, text/event-stream;q=0", 406)]
    [InlineData(";;;", 406)]
    public async Task Post_Accept_TakesBothForms(string accept, int status)
    {
        var answer = await fixture.Server.PostMcpAsync(Ping, ("Accept", accept));
        Assert.Equal(status, answer.Status);
        if (status == 406)
        {
            answer.AssertFaults(status, new Fault("", null, "accept"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""")]
    [InlineData("{}")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":7}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"trend","name":"SECRET"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"trend","arguments":{"name":"a","name":"b"}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"trend","\ud800":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"\ud800"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"a":["\udc00"]}}}""")]
    [InlineData("\u0001")]
    public async Task Post_BodyThatIsNoMessage_Is400WithAJsonRpcError(string body)
    {
        var answer = await fixture.Server.PostMcpAsync(body);
        Assert.Equal((400, "application/json; charset=utf-8"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Contains((int)answer.MessageOf()["error"]!["code"]!, (int[])[-32700, -32600, -32602]);
    }

    [Theory]
    [InlineData("{", -32700)]
    [InlineData("", -32700)]
    [InlineData("[]", -32600)]
    [InlineData("{}", -32600)]
    public async Task Post_BodyThatIsNoMessage_HasTheCodeOfJsonRpc(string body, int code) =>
        Assert.Equal(code, (int)(await fixture.Server.PostMcpAsync(body)).MessageOf()["error"]!["code"]!);

    [Theory]
    [InlineData("resources/read", "{}")]
    [InlineData("resources/read", "[]")]
    [InlineData("resources/read", "null")]
    [InlineData("resources/read", """{"uri":7}""")]
    [InlineData("resources/read", """{"uri":null}""")]
    [InlineData("resources/read", """{"uri":""}""")]
    [InlineData("resources/read", """{"uri":"tool-time://community/"}""")]
    [InlineData("resources/read", """{"uri":"tool-time://community/tool/%zz%"}""")]
    [InlineData("resources/read", """{"uri":"file:///etc/passwd"}""")]
    [InlineData("resources/list", """{"cursor":7}""")]
    [InlineData("tools/call", "{}")]
    [InlineData("tools/call", """{"name":"SECRET"}""")]
    [InlineData("tools/call", """{"name":"trend","arguments":[]}""")]
    [InlineData("prompts/get", """{"name":"SECRET"}""")]
    [InlineData("prompts/get", """{"name":null}""")]
    [InlineData("logging/setLevel", """{"level":"SECRET"}""")]
    [InlineData("SECRET", "{}")]
    [InlineData("completion/complete", "{}")]
    [InlineData("initialize", """{"protocolVersion":"2025-11-25","capabilities":{"roots":7},"clientInfo":{"name":"x","version":"1"}}""")]
    public async Task Post_RequestWithWrongParams_IsAJsonRpcErrorWithItsId(string method, string parameters)
    {
        var answer = await fixture.Server.PostMcpAsync(
            $$"""{"jsonrpc":"2.0","id":"seven","method":"{{method}}","params":{{parameters}} }"""
        );
        Assert.InRange(answer.Status, 200, 400);
        var message = answer.MessageOf();
        Assert.Equal("seven", (string?)message["id"]);
        Assert.InRange((int)message["error"]!["code"]!, -32700, -32000);
        Assert.DoesNotContain("passwd", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", fixture.Server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"trend","arguments":"{\"name\":\"Bash\"}"}""")]
    [InlineData("""{"name":"trend","arguments":["Bash"]}""")]
    [InlineData("""{"name":"trend","arguments":7}""")]
    [InlineData("""{"name":["trend"],"arguments":{}}""")]
    [InlineData("null", "prompts/get")]
    [InlineData("null", "resources/read")]
    [InlineData("""{"uri":null}""", "resources/read")]
    [InlineData("7", "resources/subscribe")]
    public async Task Post_CallWithArgumentsOfAnotherType_Is32602(string parameters, string method = "tools/call")
    {
        var answer = await fixture.Server.PostMcpAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}} }""");
        Assert.Equal(-32602, (int)answer.MessageOf()["error"]!["code"]!);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/SECRET"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""")]
    public async Task Post_NothingToAnswer_Is202(string body)
    {
        var answer = await fixture.Server.PostMcpAsync(body);
        Assert.Equal((202, ""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Post_BodyThatIsTooLarge_Is413() =>
        (
            await fixture.Server.PostMcpAsync($$"""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":{{Report.Text(256 * 1024)}} } }""")
        ).AssertFaults(413, new Fault("", null, "too_large"));

    [Fact]
    public async Task Post_OtherContentType_Is415()
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Ping))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("text/plain") },
        };
        (await fixture.Server.SendAsync(HttpMethod.Post, McpCalls.Endpoint, content)).AssertFaults(415, new Fault("", null, "media_type"));
    }

    [Theory]
    [InlineData("2024-11-05", "2024-11-05")]
    [InlineData("2025-03-26", "2025-03-26")]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-11-25", "2025-11-25")]
    [InlineData("1999-01-01", "2025-11-25")]
    [InlineData("2099-01-01", "2025-11-25")]
    [InlineData("draft", "2025-11-25")]
    public async Task Initialize_Revision_IsAgreedOn(string asked, string agreed)
    {
        var result = await InitializeAsync(asked);
        Assert.Equal((agreed, "tooltime-community"), ((string?)result["protocolVersion"], (string?)result["serverInfo"]!["name"]));
        Assert.Equal(
            ["prompts", "resources", "tools"],
            result["capabilities"]!.AsObject().Select(capability => capability.Key).Except(["logging"])
        );
    }

    [Theory]
    [InlineData("2024-11-05", true)]
    [InlineData("2025-11-25", true)]
    [InlineData("1999-01-01", false)]
    [InlineData("SECRET", false)]
    public async Task Post_RevisionInTheHeader_MustBeKnown(string revision, bool isKnown)
    {
        var answer = await fixture.Server.PostMcpAsync(Ping, ("MCP-Protocol-Version", revision));
        Assert.Equal(isKnown ? 200 : 400, answer.Status);
        if (!isKnown)
        {
            Assert.Equal(-32022, (int)answer.MessageOf()["error"]!["code"]!);
            Assert.Contains(
                McpCalls.Newest,
                answer.MessageOf()["error"]!["data"]!["supported"]!.AsArray().Select(version => (string?)version)
            );
        }
    }

    [Fact]
    public async Task Initialize_UnknownRevisionInTheHeader_IsAgreedOn()
    {
        var result = await InitializeAsync("2099-01-01", ("MCP-Protocol-Version", "2099-01-01"));
        Assert.Equal("2025-11-25", (string?)result["protocolVersion"]);
    }

    [Fact]
    public async Task Discover_NewestRevision_NeedsNoHandshake()
    {
        var answer = await fixture.Server.RequestNewestMcpAsync("server/discover", []);
        Assert.Equal(200, answer.Status);
        Assert.Equal([McpCalls.Newest], answer.MessageOf()["result"]!["supportedVersions"]!.AsArray().Select(version => (string?)version));
    }

    [Theory]
    [InlineData("Mcp-Method", "tools/call", -32020)]
    [InlineData("Mcp-Method", null, -32020)]
    [InlineData("Mcp-Name", "tool-time://community/tools", -32020)]
    [InlineData("Mcp-Name", null, -32020)]
    [InlineData("MCP-Protocol-Version", "2025-11-25", -32020)]
    [InlineData("MCP-Protocol-Version", null, -32020)]
    public async Task Post_NewestRevisionWithOtherHeadersThanBody_Is400(string header, string? value, int code)
    {
        var answer = await fixture.Server.RequestNewestMcpAsync(
            "resources/read",
            new() { ["uri"] = "tool-time://community/overview" },
            (header, value)
        );
        Assert.Equal((400, code, 7), (answer.Status, (int)answer.MessageOf()["error"]!["code"]!, (int)answer.MessageOf()["id"]!));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}""")]
    [InlineData("""{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":7}""")]
    public async Task Post_NewestRevisionWithoutWhatItNeeds_Is400(string meta)
    {
        var answer = await fixture.Server.RequestNewestMcpAsync("tools/list", new() { ["_meta"] = JsonNode.Parse(meta) });
        Assert.Equal((400, -32602), (answer.Status, (int)answer.MessageOf()["error"]!["code"]!));
    }

    [Theory]
    [InlineData("initialize")]
    [InlineData("ping")]
    [InlineData("nothing/there")]
    public async Task Post_NewestRevisionMethodThatIsNotThere_Is404(string method)
    {
        var answer = await fixture.Server.RequestNewestMcpAsync(method, []);
        Assert.Equal((404, -32601), (answer.Status, (int)answer.MessageOf()["error"]!["code"]!));
    }

    private async Task<JsonNode> InitializeAsync(string revision, params (string Name, string Value)[] headers) =>
        (
            await fixture.Server.PostMcpAsync(
                $$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"{{revision}}","capabilities":{},"clientInfo":{"name":"tests","version":"1"} } }""",
                headers
            )
        ).MessageOf()["result"]!;
}
