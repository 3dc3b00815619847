using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>A block of a message's content that is a tool call or a call's result.</summary>
internal sealed class ClaudeCodeBlock
{
    private bool _isCall;
    private bool _isUnique;
    private IdHash _key;
    private string _tool = "";
    private string? _skill;
    private byte[] _file = [];
    private Range _input;
    private bool _isError;
    private string? _errorText;

    /// <summary>
    /// Reads from the object's start to its end. Null for any other block; the first of text fills <paramref name="text"/> as it is written.
    /// </summary>
    public static ClaudeCodeBlock? Read(scoped ref Utf8JsonReader json, Utf8Names names, ref ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> type = default, id = default, tool = default, resultOf = default, errorText = default, words = default;
        ClaudeCodeBlock? input = null;
        var isError = false;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("type"u8))
            {
                type = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("id"u8))
            {
                id = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("name"u8))
            {
                tool = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("input"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                var start = (int)json.TokenStartIndex;
                input = ReadInput(ref json, names, tool.SequenceEqual("Skill"u8));
                input._input = start..(int)json.BytesConsumed;
            }
            else if (name.SequenceEqual("tool_use_id"u8))
            {
                resultOf = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("is_error"u8))
            {
                isError = json.TokenType is JsonTokenType.True;
            }
            else if (name.SequenceEqual("content"u8))
            {
                errorText = Beginning(ref json);
            }
            else if (name.SequenceEqual("text"u8) && json.TokenType is JsonTokenType.String)
            {
                words = json.ValueSpan;
            }

            json.Skip();
        }

        if (type.SequenceEqual("tool_use"u8) && !id.IsEmpty && !tool.IsEmpty)
        {
            var call = input ?? new ClaudeCodeBlock();
            (call._isCall, call._key, call._tool) = (true, IdHash.Compute(id), names.Get(tool));
            // The vendor's own; a gateway may start at 1 in each session.
            call._isUnique = id.StartsWith("toolu_01"u8) && id.Length >= 24;
            return call;
        }

        text = type.SequenceEqual("text"u8) && text.IsEmpty ? words : text;
        return type.SequenceEqual("tool_result"u8) && !resultOf.IsEmpty
            ? new ClaudeCodeBlock
            {
                _key = IdHash.Compute(resultOf),
                _isError = isError,
                _errorText = isError ? JsonLine.Unescape(errorText, Failure.NeededBytes) : null,
            }
            : null;
    }

    /// <summary>The words of a text block, read without advancing; null for any other.</summary>
    public static string? ReadText(Utf8JsonReader json)
    {
        if (json.TokenType is not JsonTokenType.StartObject)
        {
            return null;
        }

        var (isText, words) = (false, default(string));
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("type"u8))
            {
                isText = JsonLine.Text(ref json).SequenceEqual("text"u8);
            }
            else if (name.SequenceEqual("text"u8) && json.TokenType is JsonTokenType.String)
            {
                words = JsonLine.String(ref json);
            }

            json.Skip();
        }

        return isText ? words : null;
    }

    /// <summary>Adds the call, or how a call ended; <paramref name="denial"/> comes from a field of its line.</summary>
    public void AddTo(
        TranscriptReading reading,
        uint at,
        Attribution? attribution,
        CallOutcome? denial,
        long webSearches,
        ReadOnlySpan<byte> folder
    )
    {
        if (_isCall)
        {
            reading.AddCall(_key, at, _tool, _tool is "Skill" ? _skill : null, _file, attribution, _isUnique, folder);
            return;
        }

        reading.AddOutcome(_key, at, !_isError && denial is null ? CallOutcome.Ok : denial ?? Failure.Classify(_errorText));
        if (webSearches > 0 && reading.State.Model is { } model)
        {
            reading.Add(
                new ReadResponse(IdHash.Compute("searches"u8, _key), at, model, default)
                {
                    Kind = UsageKind.NoResponse,
                    WebSearches = webSearches,
                }
            );
        }
    }

    /// <summary>Passes on the call's input, if needed.</summary>
    public void AddInputTo(TranscriptReading reading, uint at, ReadOnlySpan<byte> line, string? folder)
    {
        if (_isCall)
        {
            reading.AddInput(_key, at, _tool, line[_input], folder);
        }
    }

    // Versions of 2025 named a skill in `command`.
    private static ClaudeCodeBlock ReadInput(scoped ref Utf8JsonReader json, Utf8Names names, bool isSkill)
    {
        var input = new ClaudeCodeBlock();
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("file_path"u8) || name.SequenceEqual("notebook_path"u8))
            {
                input._file = JsonLine.Text(ref json).ToArray();
            }
            else if (
                (name.SequenceEqual("skill"u8) || (isSkill && name.SequenceEqual("command"u8)))
                && CalledSkill(JsonLine.Text(ref json)) is { IsEmpty: false } skill
            )
            {
                input._skill = names.Get(skill);
            }

            json.Skip();
        }

        return input;
    }

    // The client also starts a skill called with a leading slash; any other name with a slash is a path.
    private static ReadOnlySpan<byte> CalledSkill(ReadOnlySpan<byte> called)
    {
        var name = called.Trim((byte)' ');
        name = name.StartsWith("/"u8) ? name[1..] : name;
        return name.Contains((byte)'/') ? default : name;
    }

    // The text is a string, or the first block's string.
    private static ReadOnlySpan<byte> Beginning(scoped ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.String)
        {
            return json.ValueSpan;
        }

        if (json.TokenType is not JsonTokenType.StartArray)
        {
            return default;
        }

        ReadOnlySpan<byte> text = default;
        var depth = json.CurrentDepth;
        while (json.Read() && !(json.TokenType is JsonTokenType.EndArray && json.CurrentDepth == depth))
        {
            if (
                text.IsEmpty
                && json.TokenType is JsonTokenType.PropertyName
                && json.ValueTextEquals("text"u8)
                && json.Read()
                && json.TokenType is JsonTokenType.String
            )
            {
                text = json.ValueSpan;
            }
        }

        return text;
    }
}
