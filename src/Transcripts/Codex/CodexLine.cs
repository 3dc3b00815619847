using System.Runtime.InteropServices;
using System.Text.Json;

namespace ToolTime.Transcripts.Codex;

/// <summary>Reads one line of a rollout file: `{timestamp, type, payload}`; README.md beside this says where the format comes from.</summary>
internal static class CodexLine
{
    /// <inheritdoc cref="ITranscriptFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        var json = JsonLine.Reader(line);
        json.Read();
        if (json.TokenType is not JsonTokenType.StartObject)
            return false;
        uint? at = null;
        ReadOnlySpan<byte> type = default;
        var payload = default(CodexPayload);
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("timestamp"u8))
                at = JsonLine.Instant(ref json);
            else if (name.SequenceEqual("type"u8))
                type = JsonLine.Text(ref json);
            else if (name.SequenceEqual("payload"u8) && json.TokenType is JsonTokenType.StartObject)
                payload = CodexPayload.Read(ref json);
            json.Skip();
        }

        JsonLine.End(ref json);
        return Take(type, payload, at, line, reading);
    }

    private static bool Take(ReadOnlySpan<byte> type, CodexPayload payload, uint? at, ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        var state = reading.State;
        if (type.SequenceEqual("session_meta"u8))
        {
            state.Folder ??= payload.Folder;
            // What is copied from another session has that one's running totals, so both are known by the session where they began.
            state.Origin = payload.ForkedFrom ?? payload.Id ?? state.Origin;
            return true;
        }

        if (type.SequenceEqual("turn_context"u8))
        {
            state.Folder ??= payload.Folder;
            state.Model = payload.Model.IsEmpty ? state.Model : reading.Names.Get(payload.Model);
            return true;
        }

        if (type.SequenceEqual("event_msg"u8) && payload.Type.SequenceEqual("token_count"u8))
            return TakeTokens(payload, at, line, reading);
        if (type.SequenceEqual("response_item"u8) && !payload.CallId.IsEmpty)
            return TakeCall(payload, at, reading);
        return true;
    }

    private static bool TakeTokens(CodexPayload payload, uint? at, ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        // The same event reports rate limits too, without any tokens.
        if (payload.Total is null && payload.Last is null)
            return !payload.IsInvalid;
        if (at is not { } instant || payload.IsInvalid)
            return false;
        var state = reading.State;
        var tokens = payload.Last?.Tokens ?? payload.Total!.Value.Since(state.Running);
        var key = IdHash.Compute(line);
        if (payload.Total is { } total)
        {
            ReadOnlySpan<long> identity = [total.Tokens.Input, total.Tokens.CacheRead, total.Tokens.Output];
            key = IdHash.Compute(MemoryMarshal.AsBytes(identity), IdHash.Compute(state.Origin ?? reading.File.Session));
            state.Running = total.Tokens;
        }

        reading.Add(new ReadResponse(key, instant, state.Model ?? UnknownModel.Name, tokens));
        return true;
    }

    private static bool TakeCall(CodexPayload payload, uint? at, TranscriptReading reading)
    {
        if (at is not { } instant)
            return false;
        var key = IdHash.Compute(payload.CallId);
        if (payload.Type.EndsWith("_output"u8))
            reading.AddOutcome(key, instant, payload.Outcome);
        else if (payload.Type.SequenceEqual("local_shell_call"u8))
            reading.AddCall(key, instant, "local_shell", null, default);
        else if (payload.Type.SequenceEqual("function_call"u8) || payload.Type.SequenceEqual("custom_tool_call"u8))
            reading.AddCall(key, instant, payload.Name.IsEmpty ? UnknownModel.Name : reading.Names.Get(payload.Name), null, default);
        return true;
    }
}
