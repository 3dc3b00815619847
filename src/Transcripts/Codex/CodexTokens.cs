using System.Runtime.InteropServices;
using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Codex;

/// <summary>Codex's counts: its input includes tokens read from and written to a cache, its output includes reasoning.</summary>
internal readonly record struct CodexTokens(TokenCount Tokens, long Input, long Cached)
{
    /// <summary>Identifies a running total.</summary>
    public IdHash Identity => IdHash.Compute(MemoryMarshal.AsBytes<long>([Input, Cached, Tokens.Output]));

    /// <summary>Reads from the object's start to its end; null if it has no count at all, which differs from a count of zero.</summary>
    public static CodexTokens? Read(scoped ref Utf8JsonReader json, ref bool isInvalid)
    {
        long input = 0, cached = 0, written = 0, output = 0;
        var hasAny = false;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("input_tokens"u8))
            {
                isInvalid |= !JsonLine.TryTotal(ref json, out input);
            }
            else if (name.SequenceEqual("cached_input_tokens"u8))
            {
                isInvalid |= !JsonLine.TryTotal(ref json, out cached);
            }
            else if (name.SequenceEqual("cache_write_input_tokens"u8))
            {
                isInvalid |= !JsonLine.TryTotal(ref json, out written);
            }
            else if (name.SequenceEqual("output_tokens"u8))
            {
                isInvalid |= !JsonLine.TryTotal(ref json, out output);
            }
            else
            {
                json.Skip();
                continue;
            }

            hasAny = true;
            json.Skip();
        }

        var read = Math.Min(cached, input);
        written = Math.Min(written, input - read);
        return !hasAny ? null : new CodexTokens(new TokenCount(input - read - written, output, written, 0, read), input, cached);
    }

    /// <summary>What was added to a running total; all of it if the total restarted.</summary>
    public TokenCount Since(TokenCount before) => Tokens.Total < before.Total
        ? Tokens
        : new TokenCount(
            Math.Max(0, Tokens.Input - before.Input),
            Math.Max(0, Tokens.Output - before.Output),
            Math.Max(0, Tokens.CacheWrite5m - before.CacheWrite5m),
            0,
            Math.Max(0, Tokens.CacheRead - before.CacheRead));
}
