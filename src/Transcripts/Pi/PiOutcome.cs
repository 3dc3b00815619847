using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Pi;

/// <summary>How a call ended, by its result: `{isError, toolName, content}`.</summary>
internal static class PiOutcome
{
    private const string Aborted = "Command aborted";

    // How the tool `bash` ends the output of a command that ran, or could not.
    private static readonly string[] Ends =
    [
        "Command exited with code ",
        "Command timed out after ",
        "Working directory does not exist",
        "spawn ",
    ];

    public static CallOutcome Read(JsonElement result)
    {
        if (!result.IsTrue("isError"))
        {
            return CallOutcome.Ok;
        }

        var text = result.Items("content").Select(block => block.Text("text")).FirstOrDefault(one => one.Length > 0) ?? "";
        return Failure.Classify(text) switch
        {
            (CallOutcome.Rejection or CallOutcome.NotRun) and var said => said,
            _ when result.Text("toolName") is not "bash" => CallOutcome.Error,
            _ when LastLine(text).StartsWith(Aborted, StringComparison.Ordinal) => CallOutcome.NotRun,
            // An extension refuses a call in its own words.
            _ => Ends.Any(end => LastLine(text).StartsWith(end, StringComparison.Ordinal)) ? CallOutcome.Error : CallOutcome.Rejection,
        };
    }

    private static string LastLine(string text) => text.TrimEnd()[(text.TrimEnd().LastIndexOf('\n') + 1)..];
}
