namespace ToolTime.Transcripts;

/// <summary>A transcript as it was found: where it is, how long, when it was last written.</summary>
/// <param name="Format">How its lines are to be read.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Length">In bytes.</param>
/// <param name="WrittenAt">The file system's time of its last change, in UTC ticks.</param>
/// <param name="Session">The session that it belongs to, by its place.</param>
/// <param name="Folder">What its place says of the project, for transcripts whose lines do not say it.</param>
internal sealed record TranscriptFile(ITranscriptFormat Format, string Path, long Length, long WrittenAt, string Session, string Folder)
{
    /// <summary>True where it is compressed, as a client leaves what was not used for a while.</summary>
    public bool IsCompressed => Path.EndsWith(TranscriptFolder.CompressedEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>True where it is below the folder of the session that started its agent, as Claude Code and Gemini leave it.</summary>
    public bool IsOfSubagent =>
        Path.Contains($"{System.IO.Path.DirectorySeparatorChar}subagents{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    /// <summary>True where the whole file is one value, which counts as one line, and is written again as a whole.</summary>
    public bool IsDocument { get; init; }

    /// <summary>
    /// A text that sorts transcripts of the format by the time at which they were begun; null where nothing but their last change is known.
    /// </summary>
    public string? Begun { get; init; }
}
