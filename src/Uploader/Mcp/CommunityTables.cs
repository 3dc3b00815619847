using System.Text.Json.Nodes;
using ToolTime.Recording.Clock;

namespace ToolTime.Uploader.Mcp;

/// <summary>The tables of a server's statistics in the shapes that agents read. Figures stay as the server wrote them.</summary>
internal static class CommunityTables
{
    public static readonly string[] Dimensions = ["tool", "skill", "mcp_server", "plugin", "model", "client"];

    private static readonly (string Name, string Of)[] Tools =
    [
        ("tool_name", "tool_name"),
        Bucket,
        ("unique_submitters", "unique_submitters"),
        ("total_calls", "total_calls"),
        ("error_rate", "error_rate"),
        ("error_rate_median", "error_rate_median"),
        ("calls_median", "calls_median"),
    ];

    private static readonly (string Name, string Of)[] Skills =
    [
        ("skill_name", "name"),
        Bucket,
        ("invocation_count", "total_calls"),
        ("unique_submitters", "unique_submitters"),
    ];

    private static readonly (string Name, string Of)[] McpServers =
    [
        ("mcp_name", "name"),
        Bucket,
        ("usage_count", "total_calls"),
        ("unique_submitters", "unique_submitters"),
        ("error_rate", "error_rate"),
        ("error_rate_median", "error_rate_median"),
    ];

    private static readonly (string Name, string Of)[] Models = [("model", "model"), Bucket, ("percentage", "percentage")];

    private static (string Name, string Of) Bucket => ("custom", "custom");

    /// <summary>The window's totals.</summary>
    public static JsonObject Overview(JsonObject stats) => new()
    {
        ["total_submissions"] = stats["overview"]?["total_submissions"]?.DeepClone(),
        ["unique_submitters"] = stats["overview"]?["unique_submitters"]?.DeepClone(),
        ["date_range"] = new JsonObject { ["from"] = stats["window"]?["from"]?.DeepClone(), ["to"] = stats["window"]?["to"]?.DeepClone() },
        ["published_at"] = stats["window"]?["published_at"]?.DeepClone(),
    };

    /// <summary>The first and last day of the window, in UTC; null if it has none.</summary>
    public static (DateOnly From, DateOnly To)? Days(JsonObject stats) =>
        UtcText.ParseDay((string?)stats["window"]?["from"] ?? "") is { } from && UtcText.ParseDay((string?)stats["window"]?["to"] ?? "") is { } to
            ? (from, to)
            : null;

    /// <summary>A table in an agent's shape, most used first; null for an unknown resource.</summary>
    public static IReadOnlyList<JsonObject>? Table(JsonObject stats, string resource) => resource switch
    {
        "tools" => Shaped(stats, "tool", Tools),
        "skills" => Shaped(stats, "skill", Skills),
        "mcp" => Shaped(stats, "mcp_server", McpServers),
        "models" => Shaped(stats, "model", Models),
        _ => null,
    };

    /// <summary>The rows of a dimension with their names, as the server has them; none for an unknown dimension.</summary>
    public static IEnumerable<(string Name, JsonObject Row)> Rows(JsonObject stats, string dimension)
    {
        var (table, name) = dimension switch
        {
            "tool" => (stats["tools"], "tool_name"),
            "skill" => (stats["dimensions"]?["skills"], "name"),
            "mcp_server" => (stats["dimensions"]?["mcp_servers"], "name"),
            "plugin" => (stats["dimensions"]?["plugins"], "plugin_name"),
            "model" => (stats["models"], "model"),
            "client" => (stats["clients"], "client"),
            _ => (null, ""),
        };
        foreach (var row in (table as JsonArray ?? []).OfType<JsonObject>())
        {
            if (row[name] is JsonValue value && value.TryGetValue(out string? published))
            {
                yield return (published, row);
            }
        }
    }

    private static List<JsonObject> Shaped(JsonObject stats, string dimension, (string Name, string Of)[] members) =>
        [.. Rows(stats, dimension).Select(row => Shaped(row.Row, members))];

    private static JsonObject Shaped(JsonObject row, (string Name, string Of)[] members) =>
        new(
            members
                .Where(member => member.Of != "custom" || row.ContainsKey("custom"))
                .Select(member => KeyValuePair.Create(member.Name, row[member.Of]?.DeepClone()))
        );
}
