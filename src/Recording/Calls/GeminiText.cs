namespace ToolTime.Recording.Calls;

/// <summary>What Gemini CLI, and Qwen Code, which derives from it, say about a call that did not succeed.</summary>
internal static class GeminiText
{
    private static readonly string[] Refusals =
    [
        "Tool execution denied by policy",
        "Tool execution blocked:",
        "Tool execution for \"",
        "User did not allow tool call",
        "[Operation Cancelled] Reason: User did not allow",
        "[Operation Cancelled] Reason: User denied",
    ];

    public static bool IsRefusal(string text) =>
        Refusals.Any(start => text.StartsWith(start, StringComparison.Ordinal)) || Failure.Classify(text) is CallOutcome.Rejection;
}
