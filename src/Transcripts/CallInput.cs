using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>Receives calls' input while a transcript is read.</summary>
internal delegate void TakeInput(in CallInput input);

/// <summary>A tool call's input. Valid only during the callback.</summary>
internal readonly ref struct CallInput
{
    /// <summary>Identifies the call; its result and copies share it.</summary>
    public required IdHash Key { get; init; }

    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    /// <summary>The session that it belongs to.</summary>
    public required string Session { get; init; }

    /// <summary>UTC seconds since 1970.</summary>
    public required uint At { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The input as the model wrote it: JSON, usually an object.</summary>
    public required ReadOnlySpan<byte> Json { get; init; }

    /// <summary>The index of the reading's response that made the call; it may be the next one to come. -1 if unknown.</summary>
    public required int Response { get; init; }

    /// <summary>The agent's working directory; null if the transcript does not have it.</summary>
    public required string? Folder { get; init; }
}
