using ToolTime.Transcripts;

namespace ToolTime.Monitor.Events;

/// <summary>Tokens by kind; each is in one kind only.</summary>
internal sealed record EventTokens(long Input, long Output, long CacheRead, long CacheWrite)
{
    public static EventTokens From(TokenCount tokens) => new(tokens.Input, tokens.Output, tokens.CacheRead, tokens.CacheWrite);
}
