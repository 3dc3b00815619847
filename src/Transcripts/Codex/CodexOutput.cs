using System.Buffers.Text;
using System.Text.Json;

namespace ToolTime.Transcripts.Codex;

/// <summary>
/// Reads from a call's output how the call ended. Versions differ: `Exit code: 1` or `Process exited with code 1` at the beginning, JSON
/// with `exit_code` at the end, or a list of texts whose first says how a script ended. An output of any other kind says nothing of it.
/// </summary>
internal static class CodexOutput
{
    // What the command itself printed is in between and must not be taken for it.
    private const int LookedAt = 256;

    /// <summary>Reads a text, a list of texts, or an object with `success`.</summary>
    public static CallOutcome Read(scoped ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.StartObject)
            return ReadObject(ref json);
        if (json.TokenType is not JsonTokenType.StartArray)
            return Parse(JsonLine.Text(ref json));
        CallOutcome? first = null;
        var isRefused = false;
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            var text = json.TokenType is JsonTokenType.StartObject ? ReadText(ref json) : JsonLine.Text(ref json);
            first ??= Parse(text);
            isRefused |= IsRefusal(text);
            json.Skip();
        }

        return isRefused ? CallOutcome.Rejection : first ?? CallOutcome.Unknown;
    }

    public static CallOutcome Parse(ReadOnlySpan<byte> output)
    {
        var beginning = output[..Math.Min(output.Length, LookedAt)];
        if (IsRefusal(beginning))
            return CallOutcome.Rejection;
        if (beginning.StartsWith("aborted by user"u8))
            return CallOutcome.NotRun;
        if (IsFailure(beginning))
            return CallOutcome.Error;
        var end = output.StartsWith("{"u8) ? output[^Math.Min(output.Length, LookedAt)..] : default;
        return Code(beginning, "Exit code: "u8) ?? Code(beginning, "exited with code "u8) ?? Code(end, "\"exit_code\":"u8)
            ?? (beginning.StartsWith("Script completed"u8) ? CallOutcome.Fine : CallOutcome.Unknown);
    }

    private static CallOutcome ReadObject(scoped ref Utf8JsonReader json)
    {
        CallOutcome? said = null, text = null;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("success"u8) && json.TokenType is JsonTokenType.True or JsonTokenType.False)
                said = json.TokenType is JsonTokenType.True ? CallOutcome.Fine : CallOutcome.Error;
            else if (name.SequenceEqual("content"u8) && json.TokenType is JsonTokenType.String)
                text = Parse(JsonLine.Text(ref json));
            json.Skip();
        }

        return text is CallOutcome.Rejection or CallOutcome.NotRun ? text.Value : said ?? text ?? CallOutcome.Unknown;
    }

    private static ReadOnlySpan<byte> ReadText(scoped ref Utf8JsonReader json)
    {
        ReadOnlySpan<byte> text = default;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("text"u8))
                text = JsonLine.Text(ref json);
            json.Skip();
        }

        return text;
    }

    private static bool IsRefusal(ReadOnlySpan<byte> text)
    {
        var said = text.StartsWith("failed: "u8) ? text["failed: ".Length..] : text;
        return said.StartsWith("exec command rejected by user"u8)
            || said.StartsWith("patch rejected by user"u8)
            || said.StartsWith("rejected by user"u8)
            || said.StartsWith("user rejected"u8)
            || said.StartsWith("approval policy is "u8)
            || said.StartsWith("Command blocked by PreToolUse hook"u8)
            || said.StartsWith("exec_command failed: CreateProcess { message: \"Rejected("u8);
    }

    private static bool IsFailure(ReadOnlySpan<byte> text) =>
        text.StartsWith("Script failed"u8)
        || text.StartsWith("apply_patch verification failed"u8)
        || text.StartsWith("exec_command failed"u8)
        || text.StartsWith("tool call error"u8)
        || text.StartsWith("failed to parse function arguments"u8)
        || text.StartsWith("unsupported call"u8)
        || text.StartsWith("execution error"u8);

    private static CallOutcome? Code(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before)
    {
        var start = text.LastIndexOf(before);
        if (start < 0 || !Utf8Parser.TryParse(text[(start + before.Length)..].TrimStart((byte)' '), out int code, out _))
            return null;
        return code == 0 ? CallOutcome.Fine : CallOutcome.Error;
    }
}
