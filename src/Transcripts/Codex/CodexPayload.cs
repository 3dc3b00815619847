using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Codex;

/// <summary>The members of a line's payload that are needed, for any type of line.</summary>
internal ref struct CodexPayload
{
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Name;
    public ReadOnlySpan<byte> Namespace;
    public ReadOnlySpan<byte> CallId;
    public ReadOnlySpan<byte> Model;
    public ReadOnlySpan<byte> TurnId;
    public ReadOnlySpan<byte> ResponseId;
    public ReadOnlySpan<byte> Server;
    public ReadOnlySpan<byte> Tool;

    /// <summary>The service tier, if the line has it; empty if the line says that there is none.</summary>
    public ReadOnlySpan<byte> Tier;
    public bool SaysTier;

    /// <summary>What a user or the model said; null if the line has nothing, or it is not needed.</summary>
    public string? Words;

    /// <summary>A function's input: JSON.</summary>
    public ReadOnlySpan<byte> Arguments;

    /// <summary>The position of any other tool's input in the line: a string, or an object.</summary>
    public Range Input;
    public uint? BegunAt;
    public string? Folder;
    public string? Id;
    public string? Parent;
    public CodexTokens? Total;
    public CodexTokens? Last;
    public CodexTokens? Usage;
    public CallOutcome Outcome;

    /// <summary>How long the call took, in milliseconds; null if the line does not say.</summary>
    public long? Duration;

    /// <summary>True if a token count is not a whole number, or there are counts of which none is known.</summary>
    public bool IsInvalid;

    private bool _hasWords;

    /// <summary>Reads from the object's start to its end.</summary>
    /// <param name="json">At the start of the object.</param>
    /// <param name="hasWords">Whether to read what was said.</param>
    public static CodexPayload Read(scoped ref Utf8JsonReader json, bool hasWords)
    {
        var payload = new CodexPayload { _hasWords = hasWords };
        payload.ReadMembers(ref json);
        return payload;
    }

    private void ReadMembers(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("type"u8))
            {
                Type = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("call_id"u8))
            {
                CallId = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("output"u8))
            {
                Outcome = CodexOutput.Read(ref json);
            }
            else if (name.SequenceEqual("info"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadInfo(ref json);
            }
            else if (name.SequenceEqual("usage"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                Usage = CodexTokens.Read(ref json, ref IsInvalid);
            }
            else if (name.SequenceEqual("thread_settings"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadSettings(ref json);
            }
            else if (!ReadTier(ref json, name) && !ReadName(ref json, name) && !ReadOrigin(ref json, name) && !ReadInput(ref json, name))
            {
                ReadEnd(ref json, name);
            }

            json.Skip();
        }
    }

    private void ReadSettings(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (!ReadTier(ref json, name) && name.SequenceEqual("model"u8))
            {
                Model = JsonLine.Text(ref json);
            }

            json.Skip();
        }
    }

    private bool ReadTier(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (!name.SequenceEqual("service_tier"u8))
        {
            return false;
        }

        SaysTier = true;
        Tier = JsonLine.Text(ref json);
        return true;
    }

    private bool ReadName(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("name"u8))
        {
            Name = JsonLine.Text(ref json);
        }
        else if (name.SequenceEqual("namespace"u8))
        {
            Namespace = JsonLine.Text(ref json);
        }
        else if (name.SequenceEqual("model"u8))
        {
            Model = JsonLine.Text(ref json);
        }
        else if (name.SequenceEqual("turn_id"u8))
        {
            TurnId = JsonLine.Text(ref json);
        }
        else if (name.SequenceEqual("response_id"u8))
        {
            ResponseId = JsonLine.Text(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool ReadInput(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (_hasWords && name.SequenceEqual("message"u8) && json.TokenType is JsonTokenType.String)
        {
            Words = JsonLine.String(ref json);
            return true;
        }

        if (name.SequenceEqual("arguments"u8))
        {
            Arguments = JsonLine.Text(ref json);
            return true;
        }

        if (!name.SequenceEqual("input"u8) && !name.SequenceEqual("action"u8))
        {
            return false;
        }

        var start = (int)json.TokenStartIndex;
        json.Skip();
        Input = start..(int)json.BytesConsumed;
        return true;
    }

    // A child names its parent in one of several members, or inside its source.
    private bool ReadOrigin(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("timestamp"u8))
        {
            BegunAt = JsonLine.Instant(ref json);
        }
        else if (name.SequenceEqual("cwd"u8))
        {
            Folder = Text(ref json);
        }
        else if (name.SequenceEqual("id"u8))
        {
            Id = Text(ref json);
        }
        else if (name.SequenceEqual("forked_from_id"u8) || name.SequenceEqual("parent_thread_id"u8))
        {
            Parent ??= Text(ref json);
        }
        else if (name.SequenceEqual("source"u8) && json.TokenType is JsonTokenType.StartObject)
        {
            ReadSource(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void ReadSource(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("parent_thread_id"u8) || name.SequenceEqual("forked_from_id"u8))
            {
                Parent ??= Text(ref json);
            }
            else if (json.TokenType is JsonTokenType.StartObject)
            {
                ReadSource(ref json);
            }

            json.Skip();
        }
    }

    // How a call ended, from an event of its own or an item of the history.
    private void ReadEnd(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("exit_code"u8) && json.TokenType is JsonTokenType.Number && json.TryGetInt32(out var code))
        {
            Outcome = code == 0 ? CallOutcome.Ok : CallOutcome.Error;
        }
        else if (name.SequenceEqual("success"u8) && json.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            Outcome = json.TokenType is JsonTokenType.True ? CallOutcome.Ok : CallOutcome.Error;
        }
        else if ((name.SequenceEqual("invocation"u8) || name.SequenceEqual("item"u8)) && json.TokenType is JsonTokenType.StartObject)
        {
            var start = (int)json.TokenStartIndex;
            ReadItem(ref json);
            Input = start..(int)json.BytesConsumed;
        }
        else if (name.SequenceEqual("result"u8) && json.TokenType is JsonTokenType.StartObject)
        {
            ReadResult(ref json);
        }
        else if (name.SequenceEqual("duration"u8) && json.TokenType is JsonTokenType.StartObject)
        {
            ReadDuration(ref json);
        }
    }

    // `{secs, nanos}`.
    private void ReadDuration(scoped ref Utf8JsonReader json)
    {
        long seconds = 0, nanoseconds = 0;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("secs"u8))
            {
                JsonLine.TryCount(ref json, out seconds);
            }
            else if (name.SequenceEqual("nanos"u8))
            {
                JsonLine.TryCount(ref json, out nanoseconds);
            }

            json.Skip();
        }

        Duration = (seconds * 1000) + (nanoseconds / 1_000_000);
    }

    private void ReadItem(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("server"u8))
            {
                Server = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("tool"u8))
            {
                Tool = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("id"u8))
            {
                CallId = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("type"u8))
            {
                Name = JsonLine.Text(ref json);
            }
            else if (_hasWords && name.SequenceEqual("content"u8) && json.TokenType is JsonTokenType.StartArray)
            {
                Words = ReadWords(ref json);
            }
            else if (name.SequenceEqual("status"u8))
            {
                Outcome = Status(JsonLine.Text(ref json));
            }
            else if (name.SequenceEqual("error"u8) && json.TokenType is not JsonTokenType.Null)
            {
                Outcome = CodexOutput.ReadFailure(json);
            }
            else if (name.SequenceEqual("duration"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadDuration(ref json);
            }

            json.Skip();
        }
    }

    // `[{type, text}]`.
    private static string? ReadWords(scoped ref Utf8JsonReader json)
    {
        List<string>? words = null;
        var depth = json.CurrentDepth;
        while (json.Read() && !(json.TokenType is JsonTokenType.EndArray && json.CurrentDepth == depth))
        {
            if (
                json.TokenType is JsonTokenType.PropertyName
                && json.ValueTextEquals("text"u8)
                && json.Read()
                && json.TokenType is JsonTokenType.String
            )
            {
                (words ??= []).Add(JsonLine.String(ref json));
            }
        }

        return words is null ? null : string.Join('\n', words);
    }

    private static CallOutcome Status(ReadOnlySpan<byte> status)
    {
        if (status.SequenceEqual("completed"u8))
        {
            return CallOutcome.Ok;
        }

        if (status.SequenceEqual("failed"u8))
        {
            return CallOutcome.Error;
        }

        return status.SequenceEqual("declined"u8) ? CallOutcome.Rejection : CallOutcome.Unknown;
    }

    // `{Ok: {isError}}` or `{Err: …}`.
    private void ReadResult(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("Err"u8))
            {
                Outcome = CodexOutput.ReadFailure(json);
            }
            else if (name.SequenceEqual("Ok"u8))
            {
                Outcome = CallOutcome.Ok;
                if (json.TokenType is JsonTokenType.StartObject)
                {
                    ReadResult(ref json);
                }
            }
            else if ((name.SequenceEqual("isError"u8) || name.SequenceEqual("is_error"u8)) && json.TokenType is JsonTokenType.True)
            {
                Outcome = CallOutcome.Error;
            }

            json.Skip();
        }
    }

    private void ReadInfo(scoped ref Utf8JsonReader json)
    {
        var hasAny = false;
        while (JsonLine.NextMember(ref json, out var name))
        {
            hasAny |= json.TokenType is not JsonTokenType.Null;
            if (name.SequenceEqual("total_token_usage"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                Total = CodexTokens.Read(ref json, ref IsInvalid);
            }
            else if (name.SequenceEqual("last_token_usage"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                Last = CodexTokens.Read(ref json, ref IsInvalid);
            }

            json.Skip();
        }

        IsInvalid |= hasAny && Total is null && Last is null;
    }

    private static string? Text(scoped ref Utf8JsonReader json) =>
        json.TokenType is JsonTokenType.String && JsonLine.String(ref json) is { Length: > 0 } text ? text : null;
}
