using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Codex;

/// <summary>The calls of a rollout file: a call's line, then one or several that say how it ended.</summary>
internal static class CodexCalls
{
    private const string Shell = "local_shell";

    // A script whose calls are not the model's.
    private const string Script = "exec";

    /// <summary>Takes a line with a call's identifier; false if it cannot be placed in time.</summary>
    public static bool Take(CodexPayload payload, uint? at, ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        if (at is not { } instant)
        {
            return false;
        }

        var key = IdHash.Compute(payload.CallId);
        if (payload.CallId.StartsWith("exec-"u8))
        {
            TakeFromScript(payload, key, instant, line, reading);
        }
        else if (payload.Type.SequenceEqual("local_shell_call"u8))
        {
            reading.AddCall(key, instant, Shell, skill: null, filePath: default);
            reading.AddInput(key, instant, Shell, line[payload.Input], isBeforeResponse: true);
        }
        else if (payload.Type.SequenceEqual("function_call"u8) || payload.Type.SequenceEqual("custom_tool_call"u8))
        {
            var tool = Tool(payload, reading.Names);
            var input = payload.Arguments.IsEmpty ? line[payload.Input] : payload.Arguments;
            reading.State.OuterCall = tool is Script ? key : default;
            reading.AddCall(key, instant, tool, skill: null, filePath: default);
            reading.AddInput(key, instant, tool, input, isBeforeResponse: true);
        }
        else if (payload.Type.EndsWith("_output"u8) || payload.Type.EndsWith("_end"u8) || payload.Type.SequenceEqual("item_completed"u8))
        {
            TakeEnd(payload, key, instant, reading);
        }

        return true;
    }

    // A script's calls have an identifier that the model never saw: they say how the script's call went, and are not calls of their own.
    private static void TakeFromScript(CodexPayload payload, IdHash key, uint at, ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        var outer = reading.State.OuterCall;
        if (outer != default && payload.Outcome is CallOutcome.Error or CallOutcome.Rejection)
        {
            reading.AddOutcome(outer, at, payload.Outcome);
        }

        // The script's input is a program, from which no command is read.
        if (payload.Name.SequenceEqual("CommandExecution"u8))
        {
            reading.AddInput(key, at, "exec_command", line[payload.Input], isBeforeResponse: true);
        }
    }

    private static void TakeEnd(CodexPayload payload, IdHash key, uint at, TranscriptReading reading)
    {
        if (!payload.Server.IsEmpty && !payload.Tool.IsEmpty)
        {
            var tool = reading.Names.Get([.. "mcp__"u8, .. payload.Server, .. "__"u8, .. payload.Tool]);
            reading.AddCall(key, at, tool, skill: null, filePath: default);
        }

        reading.AddOutcome(key, at, payload.Outcome, payload.Duration ?? -1);
    }

    // For an MCP server's tool, the namespace contains the server.
    private static string Tool(CodexPayload payload, Utf8Names names)
    {
        if (payload.Name.IsEmpty)
        {
            return UnknownModel.Name;
        }

        return payload.Namespace.StartsWith("mcp__"u8) && !payload.Name.StartsWith("mcp__"u8)
            ? names.Get([.. payload.Namespace.TrimEnd((byte)'_'), .. "__"u8, .. payload.Name])
            : names.Get(payload.Name);
    }
}
