using System.Text;
using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>A block of a message's content that is a tool call or a call's result.</summary>
internal sealed class ClaudeCodeBlock
{
    private bool _isCall;
    private IdHash _key;
    private string _tool = "";
    private string? _skill;
    private byte[] _file = [];
    private CallOutcome _outcome;

    /// <summary>Reads from the object's begin to its end. Null for any other block.</summary>
    public static ClaudeCodeBlock? Read(scoped ref Utf8JsonReader json, Utf8Names names)
    {
        ReadOnlySpan<byte> type = default, id = default, tool = default, resultOf = default, errorText = default;
        ClaudeCodeBlock? input = null;
        var isError = false;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("type"u8))
                type = JsonLine.Text(ref json);
            else if (name.SequenceEqual("id"u8))
                id = JsonLine.Text(ref json);
            else if (name.SequenceEqual("name"u8))
                tool = JsonLine.Text(ref json);
            else if (name.SequenceEqual("input"u8) && json.TokenType is JsonTokenType.StartObject)
                input = ReadInput(ref json, names);
            else if (name.SequenceEqual("tool_use_id"u8))
                resultOf = JsonLine.Text(ref json);
            else if (name.SequenceEqual("is_error"u8))
                isError = json.TokenType is JsonTokenType.True;
            else if (name.SequenceEqual("content"u8))
                errorText = Beginning(ref json);
            json.Skip();
        }

        if (type.SequenceEqual("tool_use"u8) && !id.IsEmpty && !tool.IsEmpty)
        {
            var call = input ?? new ClaudeCodeBlock();
            (call._isCall, call._key, call._tool) = (true, IdHash.Compute(id), names.Get(tool));
            return call;
        }

        return type.SequenceEqual("tool_result"u8) && !resultOf.IsEmpty
            ? new ClaudeCodeBlock { _key = IdHash.Compute(resultOf), _outcome = Outcome(isError, errorText) }
            : null;
    }

    public void AddTo(TranscriptReading reading, uint at)
    {
        if (_isCall)
            reading.AddCall(_key, at, _tool, _tool is "Skill" ? _skill : null, _file);
        else
            reading.AddOutcome(_key, at, _outcome);
    }

    private static ClaudeCodeBlock ReadInput(scoped ref Utf8JsonReader json, Utf8Names names)
    {
        var input = new ClaudeCodeBlock();
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("file_path"u8) || name.SequenceEqual("notebook_path"u8))
                input._file = JsonLine.Text(ref json).ToArray();
            else if (name.SequenceEqual("skill"u8) && JsonLine.Text(ref json) is { IsEmpty: false } skill && !skill.Contains((byte)'/'))
                input._skill = names.Get(skill);
            json.Skip();
        }

        return input;
    }

    // The text is a string or begins with a block of text. Only its beginning matters, and only of an error.
    private static ReadOnlySpan<byte> Beginning(scoped ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.String)
            return json.ValueSpan[..Math.Min(json.ValueSpan.Length, FailureText.NeededBytes)];
        if (json.TokenType is not JsonTokenType.StartArray)
            return default;
        ReadOnlySpan<byte> text = default;
        var depth = json.CurrentDepth;
        while (json.Read() && !(json.TokenType is JsonTokenType.EndArray && json.CurrentDepth == depth))
        {
            if (text.IsEmpty && json.TokenType is JsonTokenType.PropertyName && json.ValueTextEquals("text"u8) && json.Read() && json.TokenType is JsonTokenType.String)
                text = json.ValueSpan[..Math.Min(json.ValueSpan.Length, FailureText.NeededBytes)];
        }

        return text;
    }

    private static CallOutcome Outcome(bool isError, ReadOnlySpan<byte> text)
    {
        if (!isError)
            return CallOutcome.Fine;
        return FailureText.IsRejection(Encoding.UTF8.GetString(text)) ? CallOutcome.Rejection : CallOutcome.Error;
    }
}
