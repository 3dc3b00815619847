using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Copilot;

/// <summary>Copilot's way to count: its input holds what came from a cache and what was written to one, its output the reasoning.</summary>
internal static class CopilotTokens
{
    // The kinds in which the records of a model are noted.
    private static readonly string[] Kinds = ["input", "output", "write", "read"];

    public static TokenCount Read(JsonElement usage)
    {
        var input = usage.Tokens("inputTokens");
        var read = Math.Min(usage.Tokens("cacheReadTokens"), input);
        var written = Math.Min(usage.Tokens("cacheWriteTokens"), input - read);
        return new TokenCount(input - read - written, usage.Tokens("outputTokens"), written, 0, read);
    }

    /// <summary>Notes what a record of a model told.</summary>
    public static void AddTo(TranscriptState state, string model, TokenCount tokens)
    {
        foreach (var (kind, count) in Kinds.Zip(Counts(tokens)))
        {
            state.Note(Key(model, kind), state.Noted(Key(model, kind)) + (ulong)count);
        }
    }

    /// <summary>What a model's total has beyond its records.</summary>
    public static TokenCount Rest(TranscriptState state, string model, TokenCount total)
    {
        var rest = Kinds.Zip(Counts(total), (kind, count) => Math.Max(0, count - (long)state.Noted(Key(model, kind)))).ToArray();
        return new TokenCount(rest[0], rest[1], rest[2], 0, rest[3]);
    }

    private static long[] Counts(TokenCount tokens) => [tokens.Input, tokens.Output, tokens.CacheWrite, tokens.CacheRead];

    private static IdHash Key(string model, string kind) => IdHash.Compute(model, IdHash.Compute(kind));
}
