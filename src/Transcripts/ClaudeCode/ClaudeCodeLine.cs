using System.Text.Json;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>Reads one line of a transcript of Claude Code; README.md beside this says what was seen of the format.</summary>
internal ref struct ClaudeCodeLine
{
    private const string SyntheticModel = "<synthetic>";
    private const int MaxBlocks = 64;

    private uint? _at;
    private ReadOnlySpan<byte> _requestId;
    private ReadOnlySpan<byte> _messageId;
    private string? _model;
    private ClaudeCodeUsage? _usage;
    private long _costMicros;
    private string? _folder;
    private List<ClaudeCodeBlock>? _blocks;

    /// <inheritdoc cref="ITranscriptFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        // Neither can be inside a string, where the quotes have backslashes before them.
        if (line.IndexOf("\"usage\""u8) < 0 && line.IndexOf("\"tool_result\""u8) < 0)
        {
            if (line[0] == '{' && line[^1] == '}')
                return true;
            throw new JsonException();
        }

        var json = JsonLine.Reader(line);
        json.Read();
        if (json.TokenType is not JsonTokenType.StartObject)
            return false;
        var parsed = new ClaudeCodeLine { _costMicros = -1 };
        parsed.ReadMembers(ref json, reading);
        JsonLine.End(ref json);
        return parsed.AddTo(reading, line);
    }

    private void ReadMembers(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("message"u8) && json.TokenType is JsonTokenType.StartObject)
                ReadMessage(ref json, reading);
            else if (name.SequenceEqual("data"u8) && json.TokenType is JsonTokenType.StartObject)
                ReadProgress(ref json, reading);
            else if (name.SequenceEqual("timestamp"u8))
                _at = JsonLine.Instant(ref json);
            else if (name.SequenceEqual("requestId"u8))
                _requestId = JsonLine.Text(ref json);
            else if (name.SequenceEqual("costUSD"u8) && json.TokenType is JsonTokenType.Number && json.TryGetDouble(out var cost) && cost is >= 0 and < 1e6)
                _costMicros = (long)Math.Round(cost * 1e6);
            else if (reading.State.Folder is null && name.SequenceEqual("cwd"u8) && json.TokenType is JsonTokenType.String)
                _folder = json.GetString();
            json.Skip();
        }
    }

    // A subagent's line, repeated in the transcript of who started it; where the subagent has a file of its own it is known by its keys.
    private void ReadProgress(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("message"u8) && json.TokenType is JsonTokenType.StartObject)
                ReadMembers(ref json, reading);
            json.Skip();
        }
    }

    private void ReadMessage(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("usage"u8) && json.TokenType is JsonTokenType.StartObject)
                _usage = ClaudeCodeUsage.Read(ref json);
            else if (name.SequenceEqual("id"u8))
                _messageId = JsonLine.Text(ref json);
            else if (name.SequenceEqual("model"u8) && json.TokenType is JsonTokenType.String)
                _model = reading.Names.Get(JsonLine.Text(ref json));
            else if (name.SequenceEqual("content"u8) && json.TokenType is JsonTokenType.StartArray)
                ReadBlocks(ref json, reading.Names);
            json.Skip();
        }
    }

    private void ReadBlocks(scoped ref Utf8JsonReader json, Utf8Names names)
    {
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (json.TokenType is JsonTokenType.StartObject && ClaudeCodeBlock.Read(ref json, names) is { } block && (_blocks?.Count ?? 0) < MaxBlocks)
                (_blocks ??= []).Add(block);
            else
                json.Skip();
        }
    }

    private readonly bool AddTo(TranscriptReading reading, ReadOnlySpan<byte> line)
    {
        if (_usage is null && _blocks is null)
            return true;
        if (_at is not { } at || _usage is { IsValid: false })
            return false;
        reading.State.Folder ??= _folder;
        foreach (var block in _blocks ?? [])
            block.AddTo(reading, at);
        if (_usage is not { } usage)
            return true;
        if (_model is SyntheticModel)
        {
            reading.Skipped += new Skipped(0, 0, 1, 0, 0);
            return true;
        }

        var model = _model is { Length: > 0 } ? _model + (usage.IsFast ? "-fast" : "") : UnknownModel.Name;
        reading.Add(new ReadResponse(Key(line), at, model, usage.Tokens, _costMicros));
        return true;
    }

    // A line that names no response is one of its own.
    private readonly IdHash Key(ReadOnlySpan<byte> line)
    {
        if (_messageId.IsEmpty)
            return IdHash.Compute(line);
        return _requestId.IsEmpty ? IdHash.Compute(_messageId) : IdHash.Compute(_requestId, IdHash.Compute(_messageId));
    }
}
