using System.Text.Json;

namespace ToolTime.Api.Mcp;

/// <summary>The JSON Schemas of the tools' inputs and outputs.</summary>
internal static class ToolSchemas
{
    private const string Name =
        """
        "dimension": { "type": "string", "enum": ["tool", "skill", "mcp_server", "plugin", "model", "client"], "description": "What kind of name it is." },
        "name": { "type": "string", "minLength": 1, "maxLength": 100, "description": "A listed name, such as Bash." }
        """;

    private const string Weeks =
        """
        "weeks": { "type": "array", "description": "Oldest first. Null: too few submitters.", "items": {
          "type": "object",
          "properties": {
            "week": { "type": "string", "description": "ISO week, such as 2026-W47." },
            "unique_submitters": { "type": ["integer", "null"] },
            "adoption": { "type": ["number", "null"], "description": "Share of all submitters, 0 to 1." },
            "total_calls": { "type": ["integer", "null"] },
            "calls_median": { "type": ["number", "null"], "description": "Median of submitters' calls in the week." },
            "error_rate": { "type": ["number", "null"], "description": "Errors over observed calls, 0 to 1." },
            "error_rate_median": { "type": ["number", "null"], "description": "Median of submitters' own rates." },
            "rejection_rate": { "type": ["number", "null"], "description": "Rejections over calls for which rejections were counted, 0 to 1." },
            "duration_median_ms": { "type": ["number", "null"], "description": "Median of submitters' median call durations." },
            "typed_rate": { "type": ["number", "null"], "description": "For a skill: invocations that users typed, over those whose origin is known, 0 to 1." }
          },
          "required": ["week", "unique_submitters", "adoption", "total_calls", "calls_median", "error_rate", "error_rate_median", "rejection_rate"],
          "additionalProperties": false
        } }
        """;

    private const string Published =
        """
        "dimension": { "type": "string" },
        "name": { "type": "string" },
        "simulated": { "type": "boolean", "description": "True if the figures are made up." },
        "window": { "type": "object", "description": "What the newest seven days cover: dates, submitters, reports.",
          "properties": { "from": { "type": ["string", "null"] }, "to": { "type": ["string", "null"] }, "submitters": { "type": ["integer", "null"] }, "reports": { "type": ["integer", "null"] } } },
        "current": { "type": ["object", "null"], "description": "Figures in the newest seven days; null if too few use it.",
          "properties": { "unique_submitters": { "type": "integer" }, "adoption": { "type": ["number", "null"] }, "error_rate_median": { "type": ["number", "null"] } } },
        "note": { "type": "string", "description": "Present if current is null; the same whether none or a few use it." },
        "also_used": { "type": "array", "description": "Names that the same people use more often than chance, over four weeks, strongest first.",
          "items": { "type": "object", "properties": { "dimension": { "type": "string" }, "name": { "type": "string" } }, "required": ["dimension", "name"], "additionalProperties": false } }
        """;

    public static readonly JsonElement ItemInput = Parse(
        $$"""{ "type": "object", "properties": { {{Name}} }, "required": ["dimension", "name"], "additionalProperties": false }"""
    );

    public static readonly JsonElement TrendInput = Parse(
        $$"""
        { "type": "object",
          "properties": { {{Name}}, "weeks": { "type": "integer", "enum": [4, 13, 52], "default": 13, "description": "How many final weeks." } },
          "required": ["dimension", "name"], "additionalProperties": false }
        """);

    public static readonly JsonElement TrendOutput = Parse(
        $$"""
        { "type": "object", "properties": { {{Published}}, {{Weeks}} }, "required": ["dimension", "name", "simulated", "window", "current", "also_used", "weeks"], "additionalProperties": false }
        """);

    public static readonly JsonElement ItemOutput = Parse(
        $$"""
        { "type": "object",
          "properties": { {{Published}},
            "rank": { "type": ["integer", "null"], "description": "By submitters in the newest seven days, from 1; null if current is." },
            "ranked": { "type": "integer", "description": "The number of names of its dimension in the window." },
            {{Weeks}} },
          "required": ["dimension", "name", "simulated", "window", "current", "rank", "ranked", "also_used", "weeks"], "additionalProperties": false }
        """);

    private static JsonElement Parse(string json) => JsonElement.Parse(json);
}
