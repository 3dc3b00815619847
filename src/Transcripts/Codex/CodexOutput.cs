using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Codex;

/// <summary>
/// Reads from a call's output how it ended: a string (<see cref="CodexText"/>), or a list whose first text says how a script ended.
/// </summary>
internal static class CodexOutput
{
    /// <summary>Reads a string, a list of texts and images, or an object with `success` and one of these as `content`.</summary>
    public static CallOutcome Read(scoped ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.StartObject)
        {
            return ReadObject(ref json);
        }

        return ReadTexts(ref json);
    }

    /// <summary>The kind of failure in a string or an object's first member, read without advancing.</summary>
    public static CallOutcome ReadFailure(Utf8JsonReader json)
    {
        while (json.TokenType is JsonTokenType.StartObject or JsonTokenType.PropertyName)
        {
            json.Read();
        }

        var said = CodexText.Outcome(JsonLine.Text(ref json));
        return said is CallOutcome.Rejection or CallOutcome.NotRun ? said : CallOutcome.Error;
    }

    private static CallOutcome ReadTexts(scoped ref Utf8JsonReader json)
    {
        if (json.TokenType is not JsonTokenType.StartArray)
        {
            return CodexText.Outcome(JsonLine.Text(ref json));
        }

        CallOutcome? first = null;
        var isRefused = false;
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            var text = json.TokenType is JsonTokenType.StartObject ? ReadText(ref json) : JsonLine.Text(ref json);
            first ??= text.IsEmpty ? null : CodexText.Outcome(text);
            isRefused |= CodexText.IsRefusal(text);
            json.Skip();
        }

        return isRefused ? CallOutcome.Rejection : first ?? CallOutcome.Unknown;
    }

    private static CallOutcome ReadObject(scoped ref Utf8JsonReader json)
    {
        CallOutcome? said = null, text = null;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("success"u8) && json.TokenType is JsonTokenType.True or JsonTokenType.False)
            {
                said = json.TokenType is JsonTokenType.True ? CallOutcome.Ok : CallOutcome.Error;
            }
            else if (name.SequenceEqual("content"u8))
            {
                text = ReadTexts(ref json);
            }

            json.Skip();
        }

        return text is CallOutcome.Rejection or CallOutcome.NotRun ? text.Value : said ?? text ?? CallOutcome.Unknown;
    }

    private static ReadOnlySpan<byte> ReadText(scoped ref Utf8JsonReader json)
    {
        ReadOnlySpan<byte> text = default;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("text"u8))
            {
                text = JsonLine.Text(ref json);
            }

            json.Skip();
        }

        return text;
    }
}
