namespace ToolTime.Recording.Calls;

/// <summary>
/// Classifies a failed call by a field of the client's, or by its text, which is the client's too. The text itself is discarded. Hooks and
/// transcripts use the same rule.
/// </summary>
internal static class Failure
{
    /// <summary>How much of a text is needed: it may quote a command before it says why.</summary>
    public const int NeededBytes = 512;

    private const string ErrorMark = "<tool_use_error>";
    private const string HookMark = "PreToolUse:";
    private const string HookRefusal = " hook error";
    private const string Interruption = "[Request interrupted by user";
    private const string ExitCode = "Exit code ";

    // The model that should have judged could not be asked, or did not answer.
    private static readonly string[] Unjudged =
    [
        ", so auto mode cannot determine the safety of ",
        "Reason: Auto mode could not evaluate this action",
    ];

    // The refused call's name comes before the words that decide.
    private static readonly string[] RefusalsBehindAName =
    [
        " operation blocked by hook:",
        "' was blocked. For security, Claude Code may only",
        "' has been denied by permission rule '",
        "' was blocked by a deny rule",
    ];

    private static readonly string[] Rejections =
    [
        "The user doesn't want to proceed",
        "The user doesn't want to take this action right now",
        "Permission to use",
        "Permission to read ",
        "Permission to edit ",
        "Permission for this action was denied",
        "Permission for this action has been denied",
        "Permission for this tool use was denied",
        "Claude requested permissions to ",
        "File is in a directory that is denied by your permission settings",
        "Skill execution blocked by permission rules",
        "WebFetch denied access to ",
        "The agent proposed a plan that was rejected by the user",
        "Hook PreToolUse:",
        "Execution stopped by PreToolUse hook",
        "This command requires approval",
        "User denied",
        "User rejected",
        "User cancelled",
        Interruption,
    ];

    private static readonly string[] Cancellations =
    [
        "Cancelled: ",
        "[Tool call skipped:",
        "[Tool call did not complete:",
        "[Tool use interrupted",
        "Tool permission request failed",
        "Permission dialog failed",
        "[Tool result missing due to internal error]",
        "Sibling tool call errored",
        "Error: Streaming fallback",
    ];

    /// <summary>The meaning of a failed call's text. A failure without one is an error.</summary>
    public static CallOutcome Classify(string? text)
    {
        if (text is null)
        {
            return CallOutcome.Error;
        }

        var start = text.StartsWith(ErrorMark, StringComparison.Ordinal) ? ErrorMark.Length : 0;
        if (Contains(text, start, Unjudged))
        {
            return CallOutcome.NotRun;
        }

        if (Begins(text, start, Rejections) || IsRefusal(text, start) || IsInterrupted(text))
        {
            return CallOutcome.Rejection;
        }

        return Begins(text, start, Cancellations) ? CallOutcome.NotRun : CallOutcome.Error;
    }

    /// <summary>The meaning of Claude Code's `toolDenialKind`; null for an unknown one, or none.</summary>
    public static CallOutcome? FromDenialKind(ReadOnlySpan<byte> kind)
    {
        if (kind.SequenceEqual("user-rejected"u8) || kind.SequenceEqual("permission-rule"u8) || kind.SequenceEqual("automode-blocked"u8))
        {
            return CallOutcome.Rejection;
        }

        return
            kind.SequenceEqual("automode-unavailable"u8)
            || kind.SequenceEqual("automode-parsing-error"u8)
            || kind.SequenceEqual("interrupted"u8)
            || kind.SequenceEqual("cancelled"u8)
            ? CallOutcome.NotRun
            : null;
    }

    private static bool IsRefusal(string text, int start) =>
        Contains(text, start, RefusalsBehindAName)
        || (
            string.CompareOrdinal(text, start, HookMark, 0, HookMark.Length) == 0
            && text.IndexOf(HookRefusal, start, StringComparison.Ordinal) >= 0
        );

    // A command that the user stopped starts with its exit code; its output follows.
    private static bool IsInterrupted(string text) =>
        text.StartsWith(ExitCode, StringComparison.Ordinal)
        && text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end
        && string.CompareOrdinal(text, end + 1, Interruption, 0, Interruption.Length) == 0;

    private static bool Contains(string text, int start, string[] parts)
    {
        foreach (var part in parts)
        {
            if (text.IndexOf(part, start, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Begins(string text, int start, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (string.CompareOrdinal(text, start, beginning, 0, beginning.Length) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
