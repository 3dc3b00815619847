using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Kimi;

/// <summary>How a call ended: `{output, isError, durationMs}`.</summary>
internal static class KimiOutcome
{
    private const string ByRule = " is disabled while ";
    private const string Closed = "Session closed";

    // How the output of a command that ran ends, or the client's message if it could not.
    private static readonly string[] Ends = ["Command failed with exit code: ", "Command killed by", "Command timed out", "Command was"];

    public static CallOutcome Read(JsonElement result, bool isShell)
    {
        if (!result.IsTrue("isError"))
        {
            return CallOutcome.Ok;
        }

        var text = result.Text("output");
        if (text.StartsWith(Closed, StringComparison.Ordinal))
        {
            return CallOutcome.NotRun;
        }
        // A rule's refusal has its own text, a hook's has the hook's words: a command that took no time and has none of the client's
        // endings never ran.
        var isRefused =
            text.Contains(ByRule, StringComparison.Ordinal)
            || (
                isShell
                && result.Whole("durationMs") is 0
                && !text.StartsWith("Tool \"", StringComparison.Ordinal)
                && !Ends.Any(end => text.Contains(end, StringComparison.Ordinal))
            );
        return isRefused ? CallOutcome.Rejection : CallOutcome.Error;
    }
}
