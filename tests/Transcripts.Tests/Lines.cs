namespace ToolTime.Transcripts.Tests;

/// <summary>Lines of a Claude Code transcript.</summary>
internal static class Lines
{
    /// <summary>A response with 10 input tokens and the given number of output tokens.</summary>
    public static string Response(
        string id,
        int output = 5,
        string at = "2026-11-10T10:00:00.000Z",
        string content = "",
        string model = "claude-opus-4-6",
        string cwd = "/home/dev/shop"
    ) =>
        $$$$"""{"type":"assistant","timestamp":"{{{{at}}}}","cwd":"{{{{cwd}}}}","requestId":"req_{{{{id}}}}","message":{"id":"msg_{{{{id}}}}","model":"{{{{model}}}}","content":[{{{{content}}}}],"usage":{"input_tokens":10,"output_tokens":{{{{output}}}},"cache_creation_input_tokens":0,"cache_read_input_tokens":0}}}""";

    public static string Call(string id, string tool) => $$$"""{"type":"tool_use","id":"{{{id}}}","name":"{{{tool}}}","input":{}}""";

    public static string Result(string id, bool isError = false, string at = "2026-11-10T10:00:01.000Z") =>
        $$$$"""{"type":"user","timestamp":"{{{{at}}}}","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"{{{{id}}}}","is_error":{{{{(isError ? "true" : "false")}}}},"content":"x"}]}}""";
}
