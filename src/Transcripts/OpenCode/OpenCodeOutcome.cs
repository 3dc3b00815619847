using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>How a call ended: `{status, error, metadata: {exit}}`, where `error` is a string or `{type, message}`.</summary>
internal static class OpenCodeOutcome
{
    private const string Shell = "bash";

    private static readonly string[] Refusals =
    [
        "The user rejected permission to use this specific tool call",
        "The user declined this tool call",
        "The user has specified a rule which prevents you from using this specific tool call",
    ];

    private static readonly string[] Interruptions = ["Tool execution aborted", "Tool execution was interrupted"];

    public static CallOutcome Read(string tool, JsonElement state)
    {
        switch (state.Text("status"))
        {
            case "completed":
                return state.Get("metadata").Whole("exit") is null or 0 ? CallOutcome.Ok : CallOutcome.Error;
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

    /// <summary>The same of OpenCode 2, whose errors have a type.</summary>
    public static CallOutcome ReadStep(JsonElement state)
    {
        // Betas called it `structured`.
        var result = state.Get("metadata") is { ValueKind: JsonValueKind.Object } metadata ? metadata : state.Get("structured");
        var (type, message) = (state.Get("error").Text("type"), state.Get("error").Text("message"));
        return state.Text("status") switch
        {
            "completed" => result.Whole("exit") is null or 0 && !result.IsTrue("timeout") ? CallOutcome.Ok : CallOutcome.Error,
            "error" when type is "permission.rejected" || Begins(message, Refusals) => CallOutcome.Rejection,
            "error" when type is "aborted" or "tool.interrupted" || Begins(message, Interruptions) => CallOutcome.NotRun,
            "error" => CallOutcome.Error,
            _ => CallOutcome.Unknown,
        };
    }

    // A plugin refuses a call in its own words. A command that ran is `completed` and has metadata from the start: one without never ran.
    private static bool IsBlocked(string tool, JsonElement state, string error) =>
        tool is Shell
        && state.Get("metadata").ValueKind is JsonValueKind.Undefined
        && !Begins(error, Interruptions)
        && !error.Contains("invalid arguments", StringComparison.Ordinal);

    private static bool Begins(string text, string[] beginnings) =>
        beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal));
}
