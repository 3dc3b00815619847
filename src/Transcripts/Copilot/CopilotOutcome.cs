using System.Globalization;
using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Copilot;

/// <summary>How a call ended: `{success, result: {content}}` or `{success, error: {code, message}}`.</summary>
internal static class CopilotOutcome
{
    private const string ExitCode = " completed with exit code ";

    public static CallOutcome Read(JsonElement data)
    {
        if (data.IsTrue("success"))
        {
            return ExitedWith(data.Get("result").Text("content").TrimEnd()) is null or 0 ? CallOutcome.Ok : CallOutcome.Error;
        }

        return data.Get("error").Text("code") switch
        {
            "denied" or "rejected" => CallOutcome.Rejection,
            "aborted" or "cancelled" => CallOutcome.NotRun,
            _ when data.Get("success").ValueKind is JsonValueKind.False || data.Get("error").ValueKind is JsonValueKind.Object =>
                CallOutcome.Error,
            _ => CallOutcome.Unknown,
        };
    }

    // A command's output ends with `<shellId: 1 completed with exit code 3>`.
    private static int? ExitedWith(string content)
    {
        var start = content.LastIndexOf('\n') + 1;
        return
            content.AsSpan(start).StartsWith("<")
            && content.EndsWith('>')
            && content.IndexOf(ExitCode, start, StringComparison.Ordinal) is >= 0 and var at
            && int.TryParse(
                content.AsSpan(at + ExitCode.Length)[..^1],
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var code
            )
            ? code
            : null;
    }
}
