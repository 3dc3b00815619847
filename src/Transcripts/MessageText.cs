namespace ToolTime.Transcripts;

/// <summary>Receives what a user or model said while a transcript is read.</summary>
internal delegate void TakeText(in MessageText text);

/// <summary>What a user or model said. Valid only during the callback.</summary>
internal readonly ref struct MessageText
{
    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    /// <summary>The agent's working directory; null if the transcript does not have it.</summary>
    public required string? Folder { get; init; }

    /// <summary>The session that it belongs to.</summary>
    public required string Session { get; init; }

    /// <summary>UTC seconds since 1970.</summary>
    public required uint At { get; init; }

    /// <summary>True if the user said it, false if the model did.</summary>
    public required bool IsUser { get; init; }

    /// <summary>True if it is from a subagent's conversation.</summary>
    public required bool IsSubagent { get; init; }

    /// <summary>The words, without JSON escapes.</summary>
    public required string Text { get; init; }
}
