using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.OpenClaw;

/// <summary>The member `message` of a line: the model's response with its usage and calls, or a call's result.</summary>
internal sealed class OpenClawMessage
{
    private const int MaxCalls = 64;

    private readonly List<(IdHash Key, string Tool)> _calls = [];
    private string? _model;
    private TokenCount? _tokens;
    private long _costMicros = -1;
    private bool _isInvalid;
    private IdHash? _resultOf;
    private bool _isError;
    private string _text = "";

    /// <summary>Reads from the object's begin to its end.</summary>
    public static OpenClawMessage Read(scoped ref Utf8JsonReader json, Utf8Names names)
    {
        var message = new OpenClawMessage();
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("model"u8) && json.TokenType is JsonTokenType.String)
                message._model = names.Get(JsonLine.Text(ref json));
            else if (name.SequenceEqual("usage"u8) && json.TokenType is JsonTokenType.StartObject)
                message.ReadUsage(ref json);
            else if (name.SequenceEqual("content"u8) && json.TokenType is JsonTokenType.StartArray)
                message.ReadContent(ref json, names);
            else if (name.SequenceEqual("toolCallId"u8) && json.TokenType is JsonTokenType.String)
                message._resultOf = IdHash.Compute(JsonLine.Text(ref json));
            else if (name.SequenceEqual("isError"u8))
                message._isError = json.TokenType is JsonTokenType.True;
            json.Skip();
        }

        return message;
    }

    /// <summary>False where its counts are no whole numbers, or the line has no time.</summary>
    public bool AddTo(TranscriptReading reading, uint? at, IdHash key)
    {
        if (_tokens is null && _calls.Count == 0 && _resultOf is null)
            return true;
        if (at is not { } instant || _isInvalid)
            return false;
        foreach (var (call, tool) in _calls)
            reading.AddCall(call, instant, tool, null, default);
        if (_resultOf is { } resultOf)
            reading.AddOutcome(
                resultOf,
                instant,
                !_isError
                    ? CallOutcome.Fine
                    : Failure.Classify(_text) switch
                    {
                        FailureKind.Rejection => CallOutcome.Rejection,
                        FailureKind.NotRun => CallOutcome.NotRun,
                        _ => CallOutcome.Error,
                    }
            );
        if (_tokens is { } tokens)
            reading.Add(new ReadResponse(key, instant, _model ?? reading.State.Model ?? UnknownModel.Name, tokens, _costMicros));
        return true;
    }

    private void ReadUsage(scoped ref Utf8JsonReader json)
    {
        long input = 0, output = 0, cacheRead = 0, cacheWrite = 0;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("input"u8))
                _isInvalid |= !JsonLine.TryCount(ref json, out input);
            else if (name.SequenceEqual("output"u8))
                _isInvalid |= !JsonLine.TryCount(ref json, out output);
            else if (name.SequenceEqual("cacheRead"u8))
                _isInvalid |= !JsonLine.TryCount(ref json, out cacheRead);
            else if (name.SequenceEqual("cacheWrite"u8))
                _isInvalid |= !JsonLine.TryCount(ref json, out cacheWrite);
            else if (name.SequenceEqual("cost"u8) && json.TokenType is JsonTokenType.StartObject)
                ReadCost(ref json);
            json.Skip();
        }

        _tokens = new TokenCount(input, output, cacheWrite, 0, cacheRead);
    }

    // It writes 0 where it knows no price, so that says nothing.
    private void ReadCost(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (
                name.SequenceEqual("total"u8)
                && json.TokenType is JsonTokenType.Number
                && json.TryGetDouble(out var dollars)
                && dollars is > 0 and < 1e6
            )
                _costMicros = (long)Math.Round(dollars * 1e6);
            json.Skip();
        }
    }

    private void ReadContent(scoped ref Utf8JsonReader json, Utf8Names names)
    {
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (json.TokenType is JsonTokenType.StartObject)
                ReadBlock(ref json, names);
            json.Skip();
        }
    }

    private void ReadBlock(scoped ref Utf8JsonReader json, Utf8Names names)
    {
        ReadOnlySpan<byte> type = default, id = default, tool = default;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("type"u8))
                type = JsonLine.Text(ref json);
            else if (name.SequenceEqual("id"u8))
                id = JsonLine.Text(ref json);
            else if (name.SequenceEqual("name"u8))
                tool = JsonLine.Text(ref json);
            else if (name.SequenceEqual("text"u8) && _text.Length == 0 && JsonLine.Text(ref json) is { IsEmpty: false } text)
                _text = System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, Failure.NeededBytes)]);
            json.Skip();
        }

        if (type.SequenceEqual("toolCall"u8) && !id.IsEmpty && !tool.IsEmpty && _calls.Count < MaxCalls)
            _calls.Add((IdHash.Compute(id), names.Get(tool)));
    }
}
