using System.Text.Json;

namespace ToolTime.Transcripts.OpenClaw;

/// <summary>Reads one line of a session: `{type, id, timestamp, …}`; README.md beside this says where the format comes from.</summary>
internal static class OpenClawLine
{
    /// <inheritdoc cref="ITranscriptFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        var json = JsonLine.Reader(line);
        json.Read();
        if (json.TokenType is not JsonTokenType.StartObject)
            return false;
        uint? at = null;
        ReadOnlySpan<byte> type = default, id = default, model = default;
        string? folder = null;
        OpenClawMessage? message = null;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("timestamp"u8))
                at = JsonLine.Instant(ref json);
            else if (name.SequenceEqual("type"u8))
                type = JsonLine.Text(ref json);
            else if (name.SequenceEqual("id"u8))
                id = JsonLine.Text(ref json);
            else if (name.SequenceEqual("modelId"u8))
                model = JsonLine.Text(ref json);
            else if (name.SequenceEqual("cwd"u8) && json.TokenType is JsonTokenType.String)
                folder = json.GetString();
            else if (name.SequenceEqual("message"u8) && json.TokenType is JsonTokenType.StartObject)
                message = OpenClawMessage.Read(ref json, reading.Names);
            json.Skip();
        }

        JsonLine.End(ref json);
        if (type.SequenceEqual("session"u8))
            reading.State.Folder ??= folder;
        else if (type.SequenceEqual("model_change"u8) && !model.IsEmpty)
            reading.State.Model = reading.Names.Get(model);
        else if (type.SequenceEqual("message"u8) && message is not null)
            return message.AddTo(
                reading,
                at,
                id.IsEmpty ? IdHash.Compute(line) : IdHash.Compute(id, new IdHash(at ?? 0, IdHash.Compute(reading.File.Session).High))
            );
        return true;
    }
}
