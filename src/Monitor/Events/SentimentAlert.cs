namespace ToolTime.Monitor.Events;

/// <summary>A user sounds frustrated, or a conversation is going badly. Only scores, and only if the user turned this on.</summary>
internal sealed record SentimentAlert : LiveEvent
{
    /// <summary>`frustration`: the last messages; `health`: the whole conversation.</summary>
    public required string Reason { get; init; }

    /// <summary>The mean of the user's last three messages, -1 to 1; null for `health`.</summary>
    public required double? UserSentiment { get; init; }

    /// <summary>0 to 1; null for `frustration`.</summary>
    public required double? ConversationHealth { get; init; }
}
