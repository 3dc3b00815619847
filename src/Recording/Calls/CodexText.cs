using System.Buffers.Text;

namespace ToolTime.Recording.Calls;

/// <summary>
/// Reads from what a call of Codex's said how it ended. Versions differ: `Exit code: 1` or `Process exited with code 1` at the beginning,
/// JSON with `exit_code` at the end, or how a script ended. A text of any other kind says nothing of it.
/// </summary>
internal static class CodexText
{
    // What the command itself printed is in between and must not be taken for it.
    private const int LookedAt = 256;

    /// <summary>ok, error, rejection or not_run; null where the text does not say it.</summary>
    public static string? Outcome(ReadOnlySpan<byte> output)
    {
        var beginning = output[..Math.Min(output.Length, LookedAt)];
        if (IsRefusal(beginning))
        {
            return "rejection";
        }

        if (beginning.StartsWith("aborted by user"u8))
        {
            return "not_run";
        }

        if (IsFailure(beginning))
        {
            return "error";
        }

        var end = output.StartsWith("{"u8) ? output[^Math.Min(output.Length, LookedAt)..] : default;
        return Code(beginning, "Exit code: "u8) ?? Code(beginning, "exited with code "u8) ?? Code(end, "\"exit_code\":"u8)
            ?? (beginning.StartsWith("Script completed"u8) ? "ok" : null);
    }

    public static bool IsRefusal(ReadOnlySpan<byte> text)
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

    private static string? Code(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before)
    {
        var start = text.LastIndexOf(before);
        if (start < 0 || !Utf8Parser.TryParse(text[(start + before.Length)..].TrimStart((byte)' '), out int code, out _))
        {
            return null;
        }

        return code == 0 ? "ok" : "error";
    }
}
