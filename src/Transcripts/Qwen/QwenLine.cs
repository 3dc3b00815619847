using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Qwen;

/// <summary>
/// Reads one line of a session: `{uuid, sessionId, timestamp, type, cwd, …}`. The README.md in this folder says where the format comes
/// from.
/// </summary>
internal static class QwenLine
{
    /// <inheritdoc cref="ILineFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        using var json = JsonLine.Parse(line);
        var entry = json.RootElement;
        if (entry.ValueKind is not JsonValueKind.Object)
        {
            return false;
        }

        if (entry.Text("cwd") is { Length: > 0 } folder)
        {
            reading.State.Folder ??= folder;
        }

        AddText(entry, reading);
        return entry.Text("type") switch
        {
            "assistant" => TakeMessage(entry, reading),
            "tool_result" => TakeResult(entry, reading),
            "system" when entry.Text("subtype") is "ui_telemetry" => QwenTelemetry.Take(entry, reading),
            _ => true,
        };
    }

    private static void AddText(JsonElement entry, TranscriptReading reading)
    {
        if (reading.Texts is null || entry.Text("type") is not ("user" or "assistant") || entry.Instant("timestamp") is not { } at)
        {
            return;
        }

        var words = entry.Get("message").Items("parts").Where(part => !part.IsTrue("thought")).Select(part => part.Text("text"));
        reading.AddText(at, string.Join('\n', words), entry.Text("type") is "user");
    }

    // Telemetry reports every response before its line; what was counted from it does not count from lines.
    private static bool TakeMessage(JsonElement entry, TranscriptReading reading)
    {
        var usage = entry.Get("usageMetadata");
        var isCounted = reading.State.Noted(QwenTelemetry.HasResponses) > 0;
        var isUnderstood = isCounted || !usage.Lacks("promptTokenCount", "cachedContentTokenCount", "candidatesTokenCount");
        var tokens = QwenTelemetry.Tokens(
            usage.Tokens("promptTokenCount"),
            usage.Tokens("cachedContentTokenCount"),
            usage.Tokens("candidatesTokenCount")
        );
        var calls = entry.Get("message").Items("parts").Select(part => part.Get("functionCall")).Where(call => call.Text("id").Length > 0).ToList();
        if (tokens.Total == 0 && calls.Count == 0)
        {
            return isUnderstood;
        }

        if (entry.Instant("timestamp") is not { } at)
        {
            return false;
        }

        if (tokens.Total > 0 && !isCounted)
        {
            reading.Add(new ReadResponse(IdHash.Compute(entry.Text("uuid")), at, Model(entry, reading), tokens));
        }

        foreach (var call in calls)
        {
            var name = call.Text("name");
            var skill = name is "skill" ? call.Get("args").Text("skill") : "";
            reading.AddCall(IdHash.Compute(call.Text("id")), at, name, skill, call.Get("args"));
        }

        return isUnderstood;
    }

    private static bool TakeResult(JsonElement entry, TranscriptReading reading)
    {
        var result = entry.Get("toolCallResult");
        if (result.Text("callId") is not { Length: > 0 } call)
        {
            return true;
        }

        if (entry.Instant("timestamp") is not { } at)
        {
            return false;
        }

        var response = entry.Get("message").Items("parts").Select(part => part.Get("functionResponse")).FirstOrDefault();
        reading.AddOutcome(
            IdHash.Compute(call),
            at,
            QwenTelemetry.Outcome(result.Text("status"), result.Text("errorType"), response.Get("response").Text("output")),
            QwenTelemetry.TakeDuration(response.Text("name"), reading)
        );
        return true;
    }

    private static string Model(JsonElement entry, TranscriptReading reading) =>
        entry.Text("model") is { Length: > 0 } model ? reading.Names.Get(model) : UnknownModel.Name;
}
