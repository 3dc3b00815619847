using System.Text.Json;

namespace ToolTime.Uploader.Mcp;

/// <summary>The JSON Schemas of the tools' input and output.</summary>
internal static class ToolSchemas
{
    private const string Name =
        """
        "dimension": { "type": "string", "enum": ["tool", "skill", "mcp_server", "plugin", "model", "client"], "description": "The kind of name." },
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
          "community": { "type": ["object", "null"], "description": "The community's row as in GET /v1/api/stats; null if nothing is published under this name." },
          "flagged": { "type": "boolean", "description": "Fails over twice as often here as for the median submitter." }
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

    private const string Days = """
        "days": { "type": "integer", "minimum": 1, "maximum": 90, "default": 30, "description": "How many days are looked at." }
        """;

    public static readonly JsonElement DaysInput = JsonElement.Parse(
        $$"""{ "type": "object", "properties": { {{Days}} }, "additionalProperties": false }"""
    );

    public static readonly JsonElement InsightsInput = JsonElement.Parse(
        $$"""
        { "type": "object",
          "properties": { {{Days}}, "project": { "type": "string", "description": "One project, by its folder's name or path. Default: all." } },
          "additionalProperties": false }
        """);

    public static readonly JsonElement InsightsOutput = JsonElement.Parse(
        """
        { "type": "object",
          "properties": {
            "since": { "type": "string" },
            "sessions": { "type": "integer" },
            "cost_usd": { "type": "number" },
            "insights": { "type": "array", "description": "The most costly first.", "items": { "type": "object", "properties": {
              "kind": { "type": "string" },
              "subject": { "type": "string" },
              "says": { "type": "string" },
              "cost_usd": { "type": ["number", "null"], "description": "Null if unknown." },
              "figures": { "type": "array", "items": { "type": "object" } },
              "evidence": { "type": "array", "items": { "type": "object" }, "description": "Where it can be checked: client, session, project, time, and what to see there." },
              "change": { "type": "string" } }, "required": ["kind", "subject", "says", "cost_usd", "figures", "evidence", "change"], "additionalProperties": false } },
            "scores": { "type": "object" },
            "week": { "type": ["object", "null"], "description": "This week's cost in dollars, with a range; null with fewer than three earlier weeks." },
            "unusual": { "type": "object", "description": "Whether there is enough history to find unusual sessions." },
            "rows_left_out": { "type": "integer", "description": "To keep this short." } },
          "required": ["since", "sessions", "cost_usd", "insights", "scores", "week", "unusual", "rows_left_out"], "additionalProperties": false }
        """);

    public static readonly JsonElement BudgetOutput = JsonElement.Parse(
        """
        { "type": "object",
          "properties": {
            "budgets": { "type": "array", "items": { "type": "object" } },
            "official_limits": { "type": ["object", "null"], "description": "What the client reported last; null if it reported nothing." } },
          "required": ["budgets", "official_limits"], "additionalProperties": false }
        """);

    public static readonly JsonElement RigOutput = JsonElement.Parse(
        """
        { "type": "object",
          "properties": {
            "since": { "type": "string" },
            "uses": { "type": "array", "description": "Unused ones with most tokens first.", "items": { "type": "object", "properties": {
              "item": { "type": "object" },
              "sessions": { "type": "integer", "description": "Sessions that had it." },
              "used_in": { "type": "integer" },
              "calls": { "type": "integer" },
              "tokens": { "type": ["integer", "null"], "description": "In each request; null if unknown." },
              "is_measured": { "type": "boolean" } }, "required": ["item", "sessions", "used_in", "calls", "tokens", "is_measured"], "additionalProperties": false } },
            "duplicates": { "type": "array", "items": { "type": "array", "items": { "type": "object" } } },
            "rows_left_out": { "type": "integer", "description": "To keep this short." } },
          "required": ["since", "uses", "duplicates", "rows_left_out"], "additionalProperties": false }
        """);

    // The server defines its answer; a later one may have more members.
    public static readonly JsonElement TrendOutput = JsonElement.Parse(
        """
        { "type": "object",
          "properties": {
            "dimension": { "type": "string" },
            "name": { "type": "string" },
            "simulated": { "type": "boolean", "description": "True if the figures are made up." },
            "weeks": { "type": "array", "description": "The oldest first. Null: too few submitters.", "items": { "type": "object" } } },
          "required": ["dimension", "name", "weeks"] }
        """);

    public static readonly JsonElement Comparison = JsonElement.Parse(
        $$"""
        { "type": "object",
          "properties": {
            "since": { "type": "string", "description": "The first day: that of the community's seven days if available." },
            "until": { "type": "string" },
            "community_week": { "type": ["object", "null"], "description": "The community's newest published seven days." },
            "community_unavailable": { "type": ["string", "null"], "description": "Why the community's figures are missing." },
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
