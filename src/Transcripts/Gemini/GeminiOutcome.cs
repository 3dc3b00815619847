using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Gemini;

/// <summary>How a call ended, by its `status` and its result's text; Qwen Code, which derives from Gemini CLI, has similar texts.</summary>
internal static class GeminiOutcome
{
    private const string ExitCode = "Exit Code: ";

    public static CallOutcome Read(JsonElement call)
    {
        var response = call.Items("result").Select(part => part.Get("functionResponse").Get("response")).FirstOrDefault();
        var error = response.Text("error");
        return call.Text("status") switch
        {
            "success" => ReadCommand(response.Text("output")),
            "error" => GeminiText.IsRefusal(error) ? CallOutcome.Rejection : CallOutcome.Error,
            "cancelled" => GeminiText.IsRefusal(error) ? CallOutcome.Rejection : CallOutcome.NotRun,
            _ => CallOutcome.Unknown,
        };
    }

    /// <summary>A command with an exit code other than 0 is a success to its client, and reports the code on a line of its own.</summary>
    public static CallOutcome ReadCommand(string output)
    {
        foreach (var line in output.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(ExitCode, StringComparison.Ordinal) && int.TryParse(line[ExitCode.Length..], out var code))
            {
                return code == 0 ? CallOutcome.Ok : CallOutcome.Error;
            }
        }

        return CallOutcome.Ok;
    }
}
