using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>Takes what a call was given, while its transcript is read.</summary>
internal delegate void TakeInput(in CallInput input);

/// <summary>What a tool call was given. Holds only while it is handed over.</summary>
internal readonly ref struct CallInput
{
    /// <summary>By which the call's result and its copies are known.</summary>
    public required IdHash Key { get; init; }

    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    /// <summary>The session that it belongs to.</summary>
    public required string Session { get; init; }

    /// <summary>UTC seconds since 1970.</summary>
    public required uint At { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The input as the model wrote it: JSON, mostly an object.</summary>
    public required ReadOnlySpan<byte> Json { get; init; }

    /// <summary>
    /// Which of the reading's responses made the call, by its place among them; it may be the one that comes next. -1 where that is not
    /// known.
    /// </summary>
    public required int Response { get; init; }

    /// <summary>The agent's working directory; null where the transcript does not say it.</summary>
    public required string? Folder { get; init; }
}
