using System.Buffers.Text;
using System.Text.Json;

namespace ToolTime.Recording.Calls;

/// <summary>
/// Reads from the output of a Codex call how it ended. Versions differ: `Exit code: 1` or `Process exited with code 1` at the start, JSON
/// with `exit_code` or `metadata.exit_code`, or how a script ended. Any other text does not say how it ended.
/// </summary>
internal static class CodexText
{
    // The command's own output is in between and must not be mistaken for it.
    private const int LookedAt = 256;

    private static ReadOnlySpan<byte> Printed => "\nOutput:"u8;

    /// <summary>Unknown where the text does not say it.</summary>
    public static CallOutcome Outcome(ReadOnlySpan<byte> output)
    {
        if (IsRefusal(output))
        {
            return CallOutcome.Rejection;
        }

        var beginning = output[..Math.Min(output.Length, LookedAt)];
        if (IsNotRun(beginning))
        {
            return CallOutcome.NotRun;
        }

        if (IsFailure(beginning))
        {
            return CallOutcome.Error;
        }

        var head = beginning.IndexOf(Printed) is >= 0 and var printed ? beginning[..printed] : beginning;
        return (output.StartsWith("{"u8) ? CodeIn(output) : null)
            ?? Code(head, "Exit code: "u8)
            ?? Code(head, "exited with code "u8)
            ?? (beginning.StartsWith("Script completed"u8) ? CallOutcome.Ok : CallOutcome.Unknown);
    }

    public static bool IsRefusal(ReadOnlySpan<byte> text)
    {
        var said = Behind(Behind(text, "Script error:\n"u8), "failed: "u8);
        return said.StartsWith("exec command rejected by user"u8)
            || said.StartsWith("patch rejected"u8)
            || said.StartsWith("rejected by user"u8)
            || said.StartsWith("user rejected"u8)
            || said.StartsWith("user cancelled MCP tool call"u8)
            || said.StartsWith("approval policy is "u8)
            || said.StartsWith("approval required by policy"u8)
            || said.StartsWith("This action was rejected due to unacceptable risk"u8)
            || said.StartsWith("Command blocked by PreToolUse hook"u8)
            || said.StartsWith("Tool call blocked by PreToolUse hook"u8)
            || said.StartsWith("MCP tool call blocked by "u8)
            || said.StartsWith("MCP tool call requires approval"u8)
            || (said.StartsWith("`"u8) && said.IndexOf("` rejected: "u8) >= 0)
            || IsRefusedProcess(said);
    }

    // Some versions name the command in between. A process that could not be created was not refused.
    private static bool IsRefusedProcess(ReadOnlySpan<byte> said)
    {
        var refused = "CreateProcess { message: \"Rejected("u8;
        return said.StartsWith("exec_command failed"u8)
            && said.IndexOf(refused) is > 0 and var start
            && !said[(start + refused.Length)..].StartsWith("\\\"Failed to create "u8);
    }

    private static bool IsNotRun(ReadOnlySpan<byte> text) =>
        text.StartsWith("aborted by user"u8)
        || text.StartsWith("The automatic permission approval review did not finish"u8)
        || text.StartsWith("MCP tool call cancelled"u8);

    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> beginning) =>
        text.StartsWith(beginning) ? text[beginning.Length..] : text;

    private static bool IsFailure(ReadOnlySpan<byte> text) =>
        text.StartsWith("Script failed"u8)
        || text.StartsWith("apply_patch verification failed"u8)
        || text.StartsWith("exec_command failed"u8)
        || text.StartsWith("write_stdin failed"u8)
        || text.StartsWith("tool call error"u8)
        || text.StartsWith("failed to parse function arguments"u8)
        || text.StartsWith("unsupported call"u8)
        || text.StartsWith("execution error"u8);

    private static CallOutcome? Code(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before)
    {
        var start = text.LastIndexOf(before);
        if (start < 0 || !Utf8Parser.TryParse(text[(start + before.Length)..].TrimStart((byte)' '), out int code, out _))
        {
            return null;
        }

        return From(code);
    }

    private static CallOutcome? CodeIn(ReadOnlySpan<byte> output)
    {
        var json = new Utf8JsonReader(output);
        CallOutcome? said = null;
        try
        {
            while (json.Read())
            {
                if (json.TokenType is not JsonTokenType.PropertyName)
                {
                    continue;
                }

                var isCode = json.ValueTextEquals("exit_code"u8);
                var isAround = json.CurrentDepth == 1 && json.ValueTextEquals("metadata"u8);
                json.Read();
                if (isCode && json.TokenType is JsonTokenType.Number && json.TryGetInt32(out var code))
                {
                    said = From(code);
                }
                else if (!isAround)
                {
                    json.Skip();
                }
            }

            return said;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // It was cut, or a name in it is not text.
            return said ?? Code(output[^Math.Min(output.Length, LookedAt)..], "\"exit_code\":"u8);
        }
    }

    private static CallOutcome From(int code) => code == 0 ? CallOutcome.Ok : CallOutcome.Error;
}
