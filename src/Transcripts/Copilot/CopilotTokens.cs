using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Copilot;

/// <summary>Copilot's counts: its input includes tokens read from and written to a cache, its output includes reasoning.</summary>
internal static class CopilotTokens
{
    // The kinds under which a model's known tokens are stored.
    private static readonly string[] Kinds = ["input", "output", "write", "read"];

    /// <exception cref="ForeignLineException">It has no count that is known.</exception>
    public static TokenCount Read(JsonElement usage)
    {
        if (usage.Lacks("inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens"))
        {
            throw new ForeignLineException();
        }

        return From(
            usage.TokenTotal("inputTokens"),
            usage.TokenTotal("outputTokens"),
            usage.TokenTotal("cacheReadTokens"),
            usage.TokenTotal("cacheWriteTokens")
        );
    }

    /// <summary>From the four counts as Copilot has them.</summary>
    public static TokenCount From(long input, long output, long cacheRead, long cacheWrite)
    {
        var read = Math.Min(cacheRead, input);
        var written = Math.Min(cacheWrite, input - read);
        return new TokenCount(input - read - written, output, written, 0, read);
    }

    /// <summary>Stores what a record of a model reported.</summary>
    public static void AddTo(TranscriptState state, string model, TokenCount tokens) =>
        Note(state, model, "", Noted(state, model, "") + tokens);

    /// <summary>True if a sum starts at another time than the last one: it does not include anything earlier.</summary>
    public static bool IsNewRun(TranscriptState state, JsonElement begun)
    {
        var key = IdHash.Compute("begun");
        var before = state.Noted(key);
        var now = begun.ValueKind is JsonValueKind.Undefined ? 0 : Math.Max(1, IdHash.Compute(begun.ToString()).Low);
        state.Note(key, now);
        return before > 0 && now > 0 && before != now;
    }

    /// <summary>What a model's sum has beyond what is known; that part then counts as known.</summary>
    public static TokenCount Rest(TranscriptState state, string model, TokenCount sum, bool isNewRun)
    {
        var (known, last, start) = (Noted(state, model, ""), Noted(state, model, "last"), Noted(state, model, "start"));
        if (isNewRun || sum.Total < (last - start).Total)
        {
            Note(state, model, "start", start = last);
        }

        var rest = TokenCount.Max(default, sum - (known - start));
        Note(state, model, "", known + rest);
        Note(state, model, "last", known + rest);
        return rest;
    }

    private static TokenCount Noted(TranscriptState state, string model, string what)
    {
        var counts = Kinds.Select(kind => (long)state.Noted(Key(model, what + kind))).ToArray();
        return new TokenCount(counts[0], counts[1], counts[2], 0, counts[3]);
    }

    private static void Note(TranscriptState state, string model, string what, TokenCount tokens)
    {
        foreach (var (kind, count) in Kinds.Zip([tokens.Input, tokens.Output, tokens.CacheWrite, tokens.CacheRead]))
        {
            state.Note(Key(model, what + kind), (ulong)count);
        }
    }

    private static IdHash Key(string model, string kind) => IdHash.Compute(model, IdHash.Compute(kind));
}
