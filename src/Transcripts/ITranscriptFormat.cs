namespace ToolTime.Transcripts;

/// <summary>
/// Where one client's transcripts are. How they are read says <see cref="ILineFormat"/> or <see cref="IDatabaseFormat"/>. Used by several
/// threads at once; holds nothing.
/// </summary>
internal interface ITranscriptFormat
{
    /// <summary>The client's name on the wire.</summary>
    string Client { get; }

    /// <summary>Who wrote them.</summary>
    Recorder Recorder => Recorder.Transcript;

    /// <summary>The folders below which they lie, whether these exist or not.</summary>
    IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment);

    /// <summary>Every transcript that there is now, in any order.</summary>
    IEnumerable<TranscriptFile> Find(Func<string, string?> environment) => Roots(environment).SelectMany(root => root.Find());
}

/// <inheritdoc cref="ILineFormat.Read"/>
internal delegate bool ReadLine(ReadOnlySpan<byte> line, TranscriptReading reading);

/// <summary>What the transcripts of one client look like that are lines of JSON.</summary>
internal interface ILineFormat : ITranscriptFormat
{
    /// <summary>Takes the next line, without its end.</summary>
    /// <returns>False where the line is none of this format: it changes nothing then.</returns>
    /// <exception cref="System.Text.Json.JsonException">The line is no JSON; it changes nothing then.</exception>
    /// <exception cref="ForeignLineException">As if it returned false.</exception>
    bool Read(ReadOnlySpan<byte> line, TranscriptReading reading);
}
