namespace ToolTime.Attacks.Plans;

/// <summary>Every public door that takes a name, and what it answers to one.</summary>
public static class NamedDoors
{
    private const string ToolCall = "tools/call";
    private const string ResourceRead = "resources/read";

    /// <summary>The doors, by what one calls them.</summary>
    public static readonly IReadOnlyList<(string Door, Func<ServerInProcess, string, Task<HttpResponseMessage>> Ask)> All =
    [
        Path("/v1/api/trends/skill/NAME"),
        Path("/v1/api/trends/skill/NAME?weeks=52"),
        Path("/v1/api/badge/skill/NAME"),
        Path("/v1/api/badge/skill/NAME?format=json"),
        Path("/v1/api/badge/skill/NAME?show=calls"),
        Path("/skill/NAME"),
        ("/mcp, community_item", (server, name) => server.AskAsync(ToolCall, $$$"""{"name":"community_item","arguments":{"dimension":"skill","name":"{{{name}}}"}}""")),
        ("/mcp, trend", (server, name) => server.AskAsync(ToolCall, $$$"""{"name":"trend","arguments":{"dimension":"skill","name":"{{{name}}}","weeks":4}}""")),
        ("/mcp, resource", (server, name) => server.AskAsync(ResourceRead, $$"""{"uri":"tool-time://community/skill/{{name}}"}""")),
    ];

    private static (string Door, Func<ServerInProcess, string, Task<HttpResponseMessage>> Ask) Path(string door) =>
        (door, (server, name) => server.GetAsync(door.Replace("NAME", name, StringComparison.Ordinal)));
}
