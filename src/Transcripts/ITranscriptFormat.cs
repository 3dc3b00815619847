using Microsoft.Data.Sqlite;

namespace ToolTime.Transcripts;

/// <summary>
/// The location of one client's transcripts. <see cref="ILineFormat"/> or <see cref="IDatabaseFormat"/> define how they are read.
/// Thread-safe and stateless.
/// </summary>
internal interface ITranscriptFormat
{
    /// <summary>The client's name on the wire.</summary>
    string Client { get; }

    /// <summary>Who wrote them.</summary>
    Recorder Recorder => Recorder.Transcript;

    /// <summary>The folders that contain them, whether these exist or not.</summary>
    IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment);

    /// <inheritdoc cref="TranscriptRoot.Find(Action?)"/>
    IEnumerable<TranscriptFile> Find(Func<string, string?> environment, Action? onClosed = null) =>
        Roots(environment).SelectMany(root => root.Find(onClosed));
}

/// <inheritdoc cref="ILineFormat.Read"/>
internal delegate bool ReadLine(ReadOnlySpan<byte> line, TranscriptReading reading);

/// <summary>The format of a client's transcripts made of JSON lines.</summary>
internal interface ILineFormat : ITranscriptFormat
{
    /// <summary>Reads the next line, given without its line break.</summary>
    /// <returns>False if the line is not of this format; then it changes nothing.</returns>
    /// <exception cref="System.Text.Json.JsonException">The line is not JSON; it changes nothing.</exception>
    /// <exception cref="ForeignLineException">The same as returning false.</exception>
    bool Read(ReadOnlySpan<byte> line, TranscriptReading reading);
}

/// <summary>The format of a client's transcripts in a SQLite database with many sessions.</summary>
internal interface IDatabaseFormat : ITranscriptFormat
{
    /// <summary>
    /// A query for all sessions, earliest first: their identifiers, and a value that changes whenever a session gets more rows. It should
    /// use indexes rather than rows, since it runs whenever the file has changed.
    /// </summary>
    string Sessions(SqliteConnection database);

    /// <summary>Reads a whole session. What was read before does not count again.</summary>
    /// <returns>False while something in it continues, so that existing rows may still change.</returns>
    /// <exception cref="SqliteException">The database is damaged, or not in the client's current format.</exception>
    bool Read(SqliteConnection database, TranscriptReading session);
}

/// <summary>Who wrote what is read. If several cover a session, the first of these counts and the others add what it lacks.</summary>
internal enum Recorder
{
    /// <summary>The agent itself.</summary>
    Transcript,

    /// <summary>`tooltime serve`, from agents' telemetry.</summary>
    Otlp,

    /// <summary>`tooltime hook`.</summary>
    Hooks,
}

/// <summary>A line reports usage, but not in a form that is understood. Thrown before the line changed anything.</summary>
internal sealed class ForeignLineException : Exception;
