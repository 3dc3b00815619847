namespace ToolTime.Attacks.Plans;

/// <summary>Public doors that answer with whole tables, in which a hidden name may leave no trace.</summary>
public static class TableDoors
{
    private const string ResourceRead = "resources/read";

    /// <summary>The doors, by what one calls them.</summary>
    public static readonly IReadOnlyList<(string Door, Func<ServerInProcess, Task<HttpResponseMessage>> Ask)> All =
    [
        Path("/v1/api/stats"),
        Path("/v1/api/stats?window=4w"),
        Path("/v1/api/stats?client=claude-code"),
        Path("/v1/api/tables/skill"),
        Path("/v1/api/tables/skill?format=csv"),
        Path("/v1/api/tables/skill?window=13w&format=csv"),
        Path("/"),
        Resource("overview"),
        Resource("tools"),
        Resource("skills"),
        ("/mcp, rank of another name", server => server.AskAsync("tools/call", $$$"""{"name":"community_item","arguments":{"dimension":"skill","name":"{{{HiddenNames.Told}}}"}}""")),
    ];

    private static (string Door, Func<ServerInProcess, Task<HttpResponseMessage>> Ask) Path(string door) => (door, server => server.GetAsync(door));

    private static (string Door, Func<ServerInProcess, Task<HttpResponseMessage>> Ask) Resource(string table) =>
        ($"/mcp, {table}", server => server.AskAsync(ResourceRead, $$"""{"uri":"tool-time://community/{{table}}"}"""));
}
