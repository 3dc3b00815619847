namespace ToolTime.Uploader.Sharing;

/// <summary>sent/answers/: what a report was answered.</summary>
internal sealed record SentAnswer
{
    public required string At { get; init; }

    public required string Server { get; init; }

    /// <summary>In our words: taken, known already, refused, retained for later.</summary>
    public required string Outcome { get; init; }

    /// <summary>The HTTP status; null where no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The server's own words, without control characters and cut.</summary>
    public string? Body { get; init; }
}
