using System.Text.Json;

namespace ToolTime.Transcripts.Pi;

/// <summary>A message's counts: pi's, or under the names that OpenClaw takes from providers.</summary>
internal static class PiTokens
{
    private static readonly string[] Input = ["input", "inputTokens", "input_tokens", "promptTokens", "prompt_tokens"];
    private static readonly string[] Output = ["output", "outputTokens", "output_tokens", "completionTokens", "completion_tokens"];
    private static readonly string[] CacheRead = ["cacheRead", "cache_read", "cache_read_input_tokens"];
    private static readonly string[] CacheWrite = ["cacheWrite", "cache_write", "cache_creation_input_tokens"];
    private static readonly string[] All = [.. Input, .. Output, .. CacheRead, .. CacheWrite];

    /// <summary>True if it has members, but no count that is known.</summary>
    public static bool AreForeign(JsonElement usage) => usage.Lacks(All);

    /// <summary>Null if it is no object.</summary>
    public static TokenCount? Read(JsonElement usage)
    {
        if (usage.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        // What was written for an hour is part of everything written.
        var written = First(usage, CacheWrite);
        var forHour = Math.Min(usage.Tokens("cacheWrite1h"), written);
        var (input, read) = (First(usage, Input), First(usage, CacheRead));
        if (read == 0)
        {
            read = Math.Min(Cached(usage), input);
            input -= read;
        }

        return new TokenCount(input, First(usage, Output), written - forHour, forHour, read);
    }

    // OpenAI's name for what was read from a cache, which its input holds.
    private static long Cached(JsonElement usage) => Math.Max(
        usage.Tokens("cached_tokens"),
        Math.Max(
            usage.Get("prompt_tokens_details").Tokens("cached_tokens"),
            usage.Get("input_tokens_details").Tokens("cached_tokens")
        )
    );

    private static long First(JsonElement usage, string[] names)
    {
        foreach (var name in names)
        {
            if (usage.Tokens(name) is > 0 and var count)
            {
                return count;
            }
        }

        return 0;
    }
}
