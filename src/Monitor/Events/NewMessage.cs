using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Events;

/// <summary>
/// A model's response, or what a later line of the same response adds: the sum of all entries is the usage, and no token is counted twice.
/// </summary>
internal sealed record NewMessage : LiveEvent
{
    public required MessageEntry Entry { get; init; }

    /// <summary>From -1 to 1; null if sentiment is off or the language is not English.</summary>
    public double? SentimentScore { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override long? TotalTokens => Entry.Tokens.Input + Entry.Tokens.Output + Entry.Tokens.CacheRead + Entry.Tokens.CacheWrite;
}
