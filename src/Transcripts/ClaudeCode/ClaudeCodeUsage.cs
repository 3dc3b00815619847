using System.Text.Json;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>The member `usage` of a message. Invalid where a count is no whole number, or the input or output is missing.</summary>
internal readonly record struct ClaudeCodeUsage(TokenCount Tokens, bool IsFast, bool IsValid)
{
    /// <summary>Reads from the object's begin to its end.</summary>
    public static ClaudeCodeUsage Read(scoped ref Utf8JsonReader json)
    {
        long? input = null, output = null, byLifetime5m = null, byLifetime1h = null;
        long cacheWrite = 0, cacheRead = 0;
        var isFast = false;
        var isValid = true;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("input_tokens"u8))
                input = Count(ref json, ref isValid);
            else if (name.SequenceEqual("output_tokens"u8))
                output = Count(ref json, ref isValid);
            else if (name.SequenceEqual("cache_creation_input_tokens"u8))
                cacheWrite = Count(ref json, ref isValid);
            else if (name.SequenceEqual("cache_read_input_tokens"u8))
                cacheRead = Count(ref json, ref isValid);
            else if (name.SequenceEqual("cache_creation"u8) && json.TokenType is JsonTokenType.StartObject)
                ReadLifetimes(ref json, ref byLifetime5m, ref byLifetime1h, ref isValid);
            else if (name.SequenceEqual("speed"u8))
                isFast = JsonLine.Text(ref json).SequenceEqual("fast"u8);
            json.Skip();
        }

        // Where there are parts by lifetime, they count: their prices differ.
        var isByLifetime = byLifetime5m is not null || byLifetime1h is not null;
        var tokens = new TokenCount(input ?? 0, output ?? 0, isByLifetime ? byLifetime5m ?? 0 : cacheWrite, byLifetime1h ?? 0, cacheRead);
        return new ClaudeCodeUsage(tokens, isFast, isValid && input is not null && output is not null);
    }

    private static void ReadLifetimes(scoped ref Utf8JsonReader json, ref long? fiveMinutes, ref long? oneHour, ref bool isValid)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("ephemeral_5m_input_tokens"u8))
                fiveMinutes = Count(ref json, ref isValid);
            else if (name.SequenceEqual("ephemeral_1h_input_tokens"u8))
                oneHour = Count(ref json, ref isValid);
            json.Skip();
        }
    }

    private static long Count(scoped ref Utf8JsonReader json, ref bool isValid)
    {
        isValid &= JsonLine.TryCount(ref json, out var count);
        return count;
    }
}
