using System.Buffers.Text;

namespace ToolTime.Transcripts.Codex;

/// <summary>Reads from a call's output how the command ended. Versions differ: `Exit code: 1` or `Process exited with code 1` at the beginning, or JSON with `exit_code` at the end.</summary>
internal static class CodexExit
{
    // What the command itself printed is in between and must not be taken for it.
    private const int LookedAt = 256;

    public static CallOutcome Parse(ReadOnlySpan<byte> output)
    {
        var beginning = output[..Math.Min(output.Length, LookedAt)];
        if (FailureIsRejection(beginning))
            return CallOutcome.Rejection;
        var end = output.StartsWith("{"u8) ? output[^Math.Min(output.Length, LookedAt)..] : default;
        return Fails(beginning, "Exit code: "u8) || Fails(beginning, "exited with code "u8) || Fails(end, "\"exit_code\":"u8) ? CallOutcome.Error : CallOutcome.Fine;
    }

    private static bool FailureIsRejection(ReadOnlySpan<byte> text) =>
        text.StartsWith("exec command rejected by user"u8) || text.StartsWith("patch rejected by user"u8) || text.StartsWith("rejected by user"u8);

    private static bool Fails(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before)
    {
        var start = text.LastIndexOf(before);
        return start >= 0 && Utf8Parser.TryParse(text[(start + before.Length)..].TrimStart((byte)' '), out int code, out _) && code != 0;
    }
}
