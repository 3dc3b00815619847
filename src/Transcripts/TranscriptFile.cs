namespace ToolTime.Transcripts;

/// <summary>A transcript as found: its location, length and time of last change.</summary>
/// <param name="Format">How to read it.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Length">In bytes.</param>
/// <param name="WrittenAt">The file system's time of its last change, in UTC ticks.</param>
/// <param name="Session">The session, derived from its location.</param>
/// <param name="Folder">The project, derived from its location, for transcripts whose lines do not have it.</param>
internal sealed record TranscriptFile(ITranscriptFormat Format, string Path, long Length, long WrittenAt, string Session, string Folder)
{
    /// <summary>True if it is compressed, as a client leaves files that it no longer writes.</summary>
    public bool IsCompressed => Path.EndsWith(TranscriptFolder.Compression, StringComparison.OrdinalIgnoreCase);

    /// <summary>True where it is below the folder of the session that started its agent, as Claude Code and Gemini leave it.</summary>
    public bool IsOfSubagent =>
        Path.Contains($"{System.IO.Path.DirectorySeparatorChar}subagents{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    /// <summary>True if the whole file is one value, which counts as one line and is always rewritten as a whole.</summary>
    public bool IsDocument { get; init; }

    /// <summary>A string that sorts the format's transcripts by start time; null if only their last change is known.</summary>
    public string? Begun { get; init; }
}
