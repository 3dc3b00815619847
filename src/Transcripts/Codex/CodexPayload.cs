using System.Text.Json;

namespace ToolTime.Transcripts.Codex;

/// <summary>The members of a line's payload that matter for any type of line.</summary>
internal ref struct CodexPayload
{
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Name;
    public ReadOnlySpan<byte> CallId;
    public ReadOnlySpan<byte> Model;
    public string? Folder;
    public string? Id;
    public string? ForkedFrom;
    public CodexTokens? Total;
    public CodexTokens? Last;
    public CallOutcome Outcome;

    /// <summary>True where a count of tokens is no whole number.</summary>
    public bool IsInvalid;

    /// <summary>Reads from the object's begin to its end.</summary>
    public static CodexPayload Read(scoped ref Utf8JsonReader json)
    {
        var payload = new CodexPayload { Outcome = CallOutcome.Fine };
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("type"u8))
                payload.Type = JsonLine.Text(ref json);
            else if (name.SequenceEqual("name"u8))
                payload.Name = JsonLine.Text(ref json);
            else if (name.SequenceEqual("call_id"u8))
                payload.CallId = JsonLine.Text(ref json);
            else if (name.SequenceEqual("model"u8))
                payload.Model = JsonLine.Text(ref json);
            else if (name.SequenceEqual("cwd"u8))
                payload.Folder = Text(ref json);
            else if (name.SequenceEqual("id"u8))
                payload.Id = Text(ref json);
            else if (name.SequenceEqual("forked_from_id"u8))
                payload.ForkedFrom = Text(ref json);
            else if (name.SequenceEqual("output"u8))
                payload.Outcome = CodexExit.Parse(JsonLine.Text(ref json));
            else if (name.SequenceEqual("info"u8) && json.TokenType is JsonTokenType.StartObject)
                payload.ReadInfo(ref json);
            json.Skip();
        }

        return payload;
    }

    private void ReadInfo(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("total_token_usage"u8) && json.TokenType is JsonTokenType.StartObject)
                Total = CodexTokens.Read(ref json, ref IsInvalid);
            else if (name.SequenceEqual("last_token_usage"u8) && json.TokenType is JsonTokenType.StartObject)
                Last = CodexTokens.Read(ref json, ref IsInvalid);
            json.Skip();
        }
    }

    private static string? Text(scoped ref Utf8JsonReader json) => json.TokenType is JsonTokenType.String ? json.GetString() : null;
}
