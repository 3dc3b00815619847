namespace ToolTime.Transcripts;

/// <summary>What one client's transcripts look like and where they are. Used by several threads at once; holds nothing.</summary>
internal interface ITranscriptFormat
{
    /// <summary>The client's name on the wire.</summary>
    string Client { get; }

    /// <summary>Every transcript that there is now, in any order. Folders that are missing or may not be entered hold none.</summary>
    IEnumerable<TranscriptFile> Find(Func<string, string?> environment);

    /// <summary>Takes the next line, without its end.</summary>
    /// <returns>False where the line is none of this format: it changes nothing then.</returns>
    /// <exception cref="System.Text.Json.JsonException">The line is no JSON; it changes nothing then.</exception>
    bool Read(ReadOnlySpan<byte> line, TranscriptReading reading);
}
