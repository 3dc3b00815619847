using System.Text.Json;

namespace ToolTime.Uploader.Mcp;

/// <summary>The JSON Schemas of what tools take and give.</summary>
internal static class ToolSchemas
{
    private const string Name =
        """
        "dimension": { "type": "string", "enum": ["tool", "skill", "mcp_server", "plugin", "model", "client"], "description": "What kind of name it is." },
        "name": { "type": "string", "minLength": 1, "maxLength": 100, "description": "The name as it is published, such as Bash." }
        """;

    private const string Rows =
        """
        { "type": "array", "items": { "type": "object", "properties": {
          "name": { "type": "string" },
          "calls": { "type": "integer" },
          "observed_calls": { "type": "integer", "description": "Calls whose result was seen." },
          "errors": { "type": ["integer", "null"] },
          "error_rate": { "type": ["number", "null"], "description": "Errors over observed calls, 0 to 1." },
          "rejection_rate": { "type": ["number", "null"], "description": "Rejections over observed calls, 0 to 1." },
          "community": { "type": ["object", "null"], "description": "The community's row as GET /v1/api/stats has it; null where nothing is published under this name." },
          "flagged": { "type": "boolean", "description": "Fails over twice as often here as with the median of submitters." }
        }, "required": ["name", "calls", "observed_calls", "errors", "error_rate", "rejection_rate", "community", "flagged"], "additionalProperties": false } }
        """;

    public static readonly JsonElement Nothing = JsonElement.Parse(
        """{ "type": "object", "properties": {}, "additionalProperties": false }"""
    );

    public static readonly JsonElement ItemInput = JsonElement.Parse(
        $$"""{ "type": "object", "properties": { {{Name}} }, "required": ["dimension", "name"], "additionalProperties": false }"""
    );

    public static readonly JsonElement TrendInput = JsonElement.Parse(
        $$"""
        { "type": "object",
          "properties": { {{Name}}, "weeks": { "type": "integer", "enum": [4, 13, 52], "default": 13, "description": "How many published weeks." } },
          "required": ["dimension", "name"], "additionalProperties": false }
        """);

    // A server's answer is its own; a later one may hold more.
    public static readonly JsonElement TrendOutput = JsonElement.Parse(
        """
        { "type": "object",
          "properties": {
            "dimension": { "type": "string" },
            "name": { "type": "string" },
            "simulated": { "type": "boolean", "description": "True where the figures are made up." },
            "weeks": { "type": "array", "description": "The oldest first. Null is what too few people stand behind.", "items": { "type": "object" } } },
          "required": ["dimension", "name", "weeks"] }
        """);

    public static readonly JsonElement Comparison = JsonElement.Parse(
        $$"""
        { "type": "object",
          "properties": {
            "since": { "type": "string", "description": "The first of the days, those of the community where it can be had." },
            "until": { "type": "string" },
            "community_week": { "type": ["object", "null"], "description": "The community's newest published seven days." },
            "community_unavailable": { "type": ["string", "null"], "description": "Why the community's figures are not there." },
            "stands_out": { "type": "array", "description": "What is far from usual, the farthest first.", "items": { "type": "object", "properties": {
              "name": { "type": "string" },
              "dimension": { "type": "string", "enum": ["tool", "mcp_server", "skill"] },
              "what": { "type": "string", "enum": ["fails", "rejected", "used_more"] },
              "here": { "type": "number", "description": "A rate from 0 to 1, or calls." },
              "community": { "type": "number" } }, "required": ["name", "dimension", "what", "here", "community"], "additionalProperties": false } },
            "flagged": { "type": "array", "items": { "type": "string" } },
            "tools": {{Rows}},
            "mcp_servers": {{Rows}},
            "skills": {{Rows}},
            "rows_left_out": { "type": "integer", "description": "To keep this short." } },
          "required": ["since", "until", "community_week", "community_unavailable", "stands_out", "flagged", "tools", "mcp_servers", "skills", "rows_left_out"],
          "additionalProperties": false }
        """);
}
