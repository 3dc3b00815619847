namespace ToolTime.Transcripts;

/// <summary>Takes what a user or a model said, while its transcript is read.</summary>
internal delegate void TakeText(in MessageText text);

/// <summary>What a user or a model said. Holds only while it is handed over.</summary>
internal readonly ref struct MessageText
{
    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    /// <summary>The agent's working directory; null where the transcript does not say it.</summary>
    public required string? Folder { get; init; }

    /// <summary>The session that it belongs to.</summary>
    public required string Session { get; init; }

    /// <summary>UTC seconds since 1970.</summary>
    public required uint At { get; init; }

    /// <summary>True where the user said it, false where the model did.</summary>
    public required bool IsUser { get; init; }

    /// <summary>True where it was said in a conversation that another agent leads.</summary>
    public required bool IsSubagent { get; init; }

    /// <summary>The words, without JSON's escapes.</summary>
    public required string Text { get; init; }
}
