namespace ToolTime.LiveBench;

/// <summary>Lines as Claude Code writes them.</summary>
internal static class Lines
{
    /// <summary>A response with an identifier and a time of its own.</summary>
    public static string Response(string id, string session, DateTimeOffset at) =>
        $$$"""{"parentUuid":null,"isSidechain":false,"userType":"external","cwd":"/home/anna/shop","sessionId":"{{{session}}}","version":"2.1.332","type":"assistant","uuid":"u-{{{id}}}","timestamp":"{{{at:yyyy-MM-ddTHH:mm:ss.fffZ}}}","requestId":"req-{{{id}}}","message":{"id":"msg-{{{id}}}","type":"message","role":"assistant","model":"claude-opus-4-6","content":[{"type":"text","text":"Reading the file that the test names, then changing the loop so that it ends with the last element."}],"stop_reason":"end_turn","usage":{"input_tokens":812,"cache_creation_input_tokens":0,"cache_read_input_tokens":24000,"output_tokens":350} } }""".Replace(
            "} } }",
            "}}}",
            StringComparison.Ordinal
        ) + "\n";
}
