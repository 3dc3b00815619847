using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Goose;

/// <summary>How a call ended: `{status, value: {isError, content, structuredContent}}` or `{status, error}`.</summary>
internal static class GooseOutcome
{
    private const string Declined = "The user has declined to run this tool";
    private const string Denied = "Tool call denied by policy";

    public static CallOutcome Read(JsonElement result)
    {
        var value = result.Get("value");
        switch (result.Text("status"))
        {
            case "success" when value.IsTrue("isError"):
                var text = value.Items("content").Select(block => block.Text("text")).FirstOrDefault(one => one.Length > 0) ?? "";
                return text.StartsWith(Declined, StringComparison.Ordinal) ? CallOutcome.Rejection : CallOutcome.Error;
            case "success":
                return value.Get("structuredContent").Whole("exit_code") is null or 0 ? CallOutcome.Ok : CallOutcome.Error;
            case "error":
                return result.Text("error").Contains(Denied, StringComparison.Ordinal) ? CallOutcome.Rejection : CallOutcome.Error;
            default:
                return CallOutcome.Unknown;
        }
    }
}
