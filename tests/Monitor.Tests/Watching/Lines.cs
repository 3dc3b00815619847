namespace ToolTime.Monitor.Tests.Watching;

/// <summary>Lines as Claude Code writes them.</summary>
internal static class Lines
{
    public const string Model = "claude-opus-4-6";

    /// <summary>A response, with its line break.</summary>
    public static string Response(string id, int output, string session = "s", string? call = null) =>
        $$$"""{"type":"assistant","uuid":"u-{{{id}}}-{{{output}}}","timestamp":"2026-11-20T11:00:00.000Z","sessionId":"{{{session}}}","cwd":"/home/anna/shop","version":"2.1.332","requestId":"req-{{{id}}}","message":{"id":"{{{id}}}","role":"assistant","model":"{{{Model}}}","content":[{{{Call(call)}}}],"stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":{{{output}}},"cache_read_input_tokens":0,"cache_creation_input_tokens":0} } }""" + "\n";

    /// <summary>How a call ended.</summary>
    public static string Result(string call, bool isError = false, string session = "s") =>
        $$$"""{"type":"user","uuid":"r-{{{call}}}","timestamp":"2026-11-20T11:00:05.000Z","sessionId":"{{{session}}}","cwd":"/home/anna/shop","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"{{{call}}}","is_error":{{{(isError ? "true" : "false")}}},"content":"out"}]}}""" + "\n";

    public static void Append(string path, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, string.Concat(lines));
    }

    /// <summary>The same, as a Zstandard frame.</summary>
    public static void AppendCompressed(string path, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var compressor = new ZstdSharp.Compressor();
        using var file = new FileStream(path, FileMode.Append);
        file.Write(compressor.Wrap(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string Call(string? id) =>
        id is null ? "" : $$"""{"type":"tool_use","id":"{{id}}","name":"Bash","input":{"command":"ls"} }""";
}
