using Microsoft.Data.Sqlite;

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

    /// <inheritdoc cref="TranscriptRoot.Find(Action?)"/>
    IEnumerable<TranscriptFile> Find(Func<string, string?> environment, Action? onClosed = null) =>
        Roots(environment).SelectMany(root => root.Find(onClosed));
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

/// <summary>What the transcripts of one client look like that are a database of SQLite with many sessions in it.</summary>
internal interface IDatabaseFormat : ITranscriptFormat
{
    /// <summary>
    /// A query for all sessions, those first that were begun first: their identifiers, and a value that becomes another one whenever a
    /// session has more rows. It reads indexes rather than rows, since it runs whenever the file has changed.
    /// </summary>
    string Sessions(SqliteConnection database);

    /// <summary>Takes in all of a session. What was read of it before counts no second time.</summary>
    /// <returns>False while something in it goes on, so that rows which are there may still change.</returns>
    /// <exception cref="SqliteException">The database is damaged, or not what the client writes now.</exception>
    bool Read(SqliteConnection database, TranscriptReading session);
}

/// <summary>
/// Who wrote what is read. Where several tell of a session, the first of these counts and the others add what it does not know.
/// </summary>
internal enum Recorder
{
    /// <summary>The agent itself.</summary>
    Transcript,

    /// <summary>`tooltime serve`, of what agents sent it.</summary>
    Otlp,

    /// <summary>`tooltime hook`.</summary>
    Hooks,
}

/// <summary>A line speaks of usage, but not in a form that is understood. Thrown before the line changed anything.</summary>
internal sealed class ForeignLineException : Exception;
