using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Events;

/// <summary>
/// A model's response, or what a later line of the same response adds: the sum of all entries is what was used, and no token is in two.
/// </summary>
internal sealed record NewMessage : LiveEvent
{
    public required MessageEntry Entry { get; init; }

    /// <summary>From -1 to 1; null where sentiment is off or the language is another.</summary>
    public double? SentimentScore { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override long? TotalTokens => Entry.Tokens.Input + Entry.Tokens.Output + Entry.Tokens.CacheRead + Entry.Tokens.CacheWrite;
}
