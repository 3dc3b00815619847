using System.Text;
using System.Text.Json.Nodes;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Mcp;

/// <summary>Sends messages to the MCP endpoint.</summary>
internal static class McpCalls
{
    public const string Endpoint = "/mcp";
    public const string Newest = "2026-07-28";

    private const string Meta = "io.modelcontextprotocol/";

    public static Task<Answer> PostMcpAsync(this RunningServer server, string body, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new("application/json") } };
        (string Name, string Value)[] accept = headers.Any(header => header.Name == "Accept")
            ? []
            : [("Accept", "application/json, text/event-stream")];
        return server.SendAsync(HttpMethod.Post, Endpoint, content, [.. accept, .. headers]);
    }

    /// <summary>The result of a request with last year's revision; fails if there is an error.</summary>
    public static async Task<JsonNode> CallMcpAsync(this RunningServer server, string method, JsonObject? parameters = null) =>
        (await server.RequestMcpAsync(method, parameters)).MessageOf()["result"]!;

    public static Task<Answer> RequestMcpAsync(
        this RunningServer server,
        string method,
        JsonObject? parameters = null,
        params (string Name, string Value)[] headers
    ) =>
        server.PostMcpAsync(
            Request(method, parameters ?? []).ToJsonString(),
            headers.Length > 0 ? headers : [("MCP-Protocol-Version", "2025-11-25")]
        );

    /// <summary>A request of the revision without a handshake, with its headers; a given header replaces one.</summary>
    public static Task<Answer> RequestNewestMcpAsync(
        this RunningServer server,
        string method,
        JsonObject parameters,
        params (string Name, string? Value)[] replaced
    )
    {
        parameters["_meta"] ??= new JsonObject { [$"{Meta}protocolVersion"] = Newest, [$"{Meta}clientCapabilities"] = new JsonObject() };
        var headers = new Dictionary<string, string?> { ["MCP-Protocol-Version"] = Newest, ["Mcp-Method"] = method };
        if ((parameters["uri"] ?? parameters["name"]) is { } named)
        {
            headers["Mcp-Name"] = (string)named!;
        }

        foreach (var (name, value) in replaced)
        {
            headers[name] = value;
        }

        return server.PostMcpAsync(
            Request(method, parameters).ToJsonString(),
            [.. headers.Where(header => header.Value is not null).Select(header => (header.Key, header.Value!))]);
    }

    /// <summary>The text of a resource, parsed as JSON.</summary>
    public static async Task<JsonNode> ReadResourceAsync(this RunningServer server, string path) =>
        JsonNode.Parse(
            (string)
                (await server.CallMcpAsync("resources/read", new() { ["uri"] = $"tool-time://community/{path}" }))["contents"]![0]!["text"]!
        )!;

    public static JsonObject Call(string tool, params (string Name, JsonNode? Value)[] arguments) =>
        new()
        {
            ["name"] = tool,
            ["arguments"] = new JsonObject(arguments.Select(argument => KeyValuePair.Create(argument.Name, argument.Value))),
        };

    /// <summary>The only message of an answer, whether sent as an event or by itself.</summary>
    public static JsonNode MessageOf(this Answer answer)
    {
        const string Event = "event: message\ndata: ";
        return JsonNode.Parse(answer.Text.StartsWith(Event, StringComparison.Ordinal) ? answer.Text[Event.Length..] : answer.Text)!;
    }

    private static JsonObject Request(string method, JsonObject parameters) =>
        new()
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 7,
            ["method"] = method,
            ["params"] = parameters,
        };
}
