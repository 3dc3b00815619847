using ToolTime.Transcripts;

namespace ToolTime.Monitor.Events;

/// <summary>Tokens by kind; each token is in one kind only.</summary>
internal sealed record EventTokens(long Input, long Output, long CacheRead, long CacheWrite)
{
    public static EventTokens None { get; } = new(0, 0, 0, 0);

    public static EventTokens operator +(EventTokens one, EventTokens other) =>
        new(one.Input + other.Input, one.Output + other.Output, one.CacheRead + other.CacheRead, one.CacheWrite + other.CacheWrite);

    public static EventTokens operator -(EventTokens one, EventTokens other) =>
        new(one.Input - other.Input, one.Output - other.Output, one.CacheRead - other.CacheRead, one.CacheWrite - other.CacheWrite);

    public static EventTokens From(TokenCount tokens) => new(tokens.Input, tokens.Output, tokens.CacheRead, tokens.CacheWrite);

    /// <summary>True if no kind is smaller.</summary>
    public bool Covers(EventTokens other) =>
        Input >= other.Input && Output >= other.Output && CacheRead >= other.CacheRead && CacheWrite >= other.CacheWrite;
}
