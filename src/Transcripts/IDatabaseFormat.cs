using Microsoft.Data.Sqlite;

namespace ToolTime.Transcripts;

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
