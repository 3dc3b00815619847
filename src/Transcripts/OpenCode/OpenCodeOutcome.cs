using System.Text.Json;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>How a call ended: `{status, error, metadata: {exit}}`.</summary>
internal static class OpenCodeOutcome
{
    private const string Shell = "bash";

    private static readonly string[] Refusals =
    [
        "The user rejected permission to use this specific tool call",
        "The user has specified a rule which prevents you from using this specific tool call",
    ];

    private static readonly string[] Interruptions = ["Tool execution aborted", "Tool execution was interrupted"];

    public static CallOutcome Read(string tool, JsonElement state)
    {
        switch (state.Text("status"))
        {
            case "completed":
                return state.Get("metadata").Whole("exit") is null or 0 ? CallOutcome.Fine : CallOutcome.Error;
            case "error":
                var error = state.Text("error");
                return
                    Begins(error, Refusals) || IsBlocked(tool, state, error) ? CallOutcome.Rejection
                    : Begins(error, Interruptions) ? CallOutcome.NotRun
                    : CallOutcome.Error;
            default:
                return CallOutcome.Unknown;
        }
    }

    // A plugin that refuses a call says so in words of its own. A command that ran is `completed` and has metadata from its first moment
    // on: one that has none never ran.
    private static bool IsBlocked(string tool, JsonElement state, string error) =>
        tool is Shell
        && state.Get("metadata").ValueKind is JsonValueKind.Undefined
        && !Begins(error, Interruptions)
        && !error.Contains("invalid arguments", StringComparison.Ordinal);

    private static bool Begins(string text, string[] beginnings) =>
        beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal));
}
