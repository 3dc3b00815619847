using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Gemini;

namespace ToolTime.Transcripts.Qwen;

/// <summary>
/// Lines that repeat what the client reports to its telemetry. Only they have subagents' responses and calls, so all responses are counted
/// from them; calls only if they are a subagent's.
/// </summary>
internal static class QwenTelemetry
{
    private const string Shell = "run_shell_command";

    /// <summary>Noted once it reported a response of the session's own agent.</summary>
    public static readonly IdHash HasResponses = IdHash.Compute("responses");

    /// <summary>False if the line has no time, or no count that is known.</summary>
    public static bool Take(JsonElement entry, TranscriptReading reading)
    {
        var reported = entry.Get("systemPayload").Get("uiEvent");
        return reported.Text("event.name") switch
        {
            "qwen-code.api_response" => TakeResponse(entry, reported, reading),
            "qwen-code.tool_call" => TakeCall(entry, reported, reading),
            _ => true,
        };
    }

    /// <summary>Its input includes cached tokens, its output the reasoning.</summary>
    public static TokenCount Tokens(long input, long cached, long output) => new(Math.Max(0, input - cached), output, 0, 0, cached);

    public static CallOutcome Outcome(string status, string errorType, string output) => status switch
    {
        "success" => GeminiOutcome.ReadCommand(output),
        "error" => errorType is "execution_denied" ? CallOutcome.Rejection : CallOutcome.Error,
        "cancelled" => errorType is "execution_denied" ? CallOutcome.Rejection : CallOutcome.NotRun,
        _ => CallOutcome.Unknown,
    };

    private static bool TakeResponse(JsonElement entry, JsonElement reported, TranscriptReading reading)
    {
        var tokens = Tokens(
            reported.Tokens("input_token_count"),
            reported.Tokens("cached_content_token_count"),
            reported.Tokens("output_token_count")
        );
        if (
            entry.Instant("timestamp") is not { } at
            || reported.Lacks("input_token_count", "cached_content_token_count", "output_token_count")
        )
        {
            return false;
        }

        var response = reported.Text("response_id") is { Length: > 0 } id ? id : entry.Text("uuid");
        var agent = reported.Text("subagent_name");
        if (agent.Length > 0)
        {
            reading.State.Note(IdHash.Compute(response), 1);
        }
        else
        {
            reading.State.Note(HasResponses, 1);
        }

        reading.Add(
            new ReadResponse(
                // Some servers give responses one of only a thousand identifiers.
                IdHash.Compute(response, new IdHash((ulong)tokens.Prompt, (ulong)tokens.Output)),
                at,
                reported.Text("model") is { Length: > 0 } model ? reading.Names.Get(model) : UnknownModel.Name,
                tokens
            )
            {
                Attribution = Attribution.From(reading.Names.Get(agent)),
            }
        );
        return true;
    }

    // Without the result's text it is unknown whether a command failed.
    private static bool TakeCall(JsonElement entry, JsonElement reported, TranscriptReading reading)
    {
        var duration = reported.Duration("duration_ms");
        if (reading.State.Noted(IdHash.Compute(reported.Text("response_id"))) == 0)
        {
            reading.State.Note(DurationOf(reported.Text("function_name")), (ulong)(duration + 1));
            return true;
        }

        if (entry.Instant("timestamp") is not { } at)
        {
            return false;
        }

        var (key, tool) = (IdHash.Compute(entry.Text("uuid")), reported.Text("function_name"));
        var outcome = Outcome(reported.Text("status"), reported.Text("error_type"), "");
        reading.AddCall(key, at, reading.Names.Get(tool), skill: null, filePath: default);
        reading.AddOutcome(key, at, tool is Shell && outcome is CallOutcome.Ok ? CallOutcome.Unknown : outcome, duration);
        return true;
    }

    /// <summary>The duration of the call that ended last, in milliseconds, reported just before its result; -1 if it was not.</summary>
    public static long TakeDuration(string tool, TranscriptReading reading)
    {
        var noted = (long)reading.State.Noted(DurationOf(tool));
        reading.State.Note(DurationOf(tool), 0);
        return noted - 1;
    }

    private static IdHash DurationOf(string tool) => IdHash.Compute(tool, IdHash.Compute("duration"));
}
