using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>
/// Reads SQLite databases alongside the client that writes them, and never writes. A session with something new is read as a whole: rows
/// change in place, and everything that counts has a key that recognises it.
/// </summary>
internal static class TranscriptDatabase
{
    // A writer holds its lock for milliseconds; we wait longer than that, but not forever.
    private const int TimeoutSeconds = 5;

    /// <param name="file">The database.</param>
    /// <param name="known">What was read of it before.</param>
    /// <param name="begin">Starts the reading of the database, and of each session in it.</param>
    /// <exception cref="SqliteException">It cannot be opened, is damaged, or is not in the client's current format.</exception>
    public static TranscriptReading Read(
        TranscriptFile file,
        KnownTranscript? known,
        Func<TranscriptFile, TranscriptState, Skipped, TranscriptReading> begin
    )
    {
        var reading = begin(file, known?.State() ?? new TranscriptState(), default);
        var format = (IDatabaseFormat)file.Format;
        using var database = Open(file.Path);
        foreach (var (session, version) in Sessions(database, format))
        {
            var key = IdHash.Compute(session);
            if (reading.State.Noted(key) == version)
            {
                continue;
            }

            var part = begin(file with { Session = session }, new TranscriptState(), default);
            var isAtRest = Read(format, database, part);
            reading.Sessions.Add(part);
            reading.State.NoteSkipped(key, part.Skipped);
            reading.State.Note(key, isAtRest ? version : 0);
        }

        reading.Skipped = reading.State.Skipped;
        reading.Position = file.Length;
        reading.IsComplete = true;
        return reading;
    }

    /// <summary>Opens a database for reading only.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var database = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = TimeoutSeconds,
            }.ConnectionString
        );
        try
        {
            database.Open();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A string; null if the column has none.</summary>
    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A whole number; 0 if the column has none.</summary>
    public static long Number(this SqliteDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetInt64(column);

    /// <summary>True if there is such a table; clients' versions add tables.</summary>
    public static bool HasTable(this SqliteConnection database, string table)
    {
        using var command = database.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $table";
        command.Parameters.AddWithValue("$table", table);
        return command.ExecuteScalar() is > 0L;
    }

    /// <summary>True if a table has this column; clients' versions add columns.</summary>
    public static bool HasColumn(this SqliteConnection database, string table, string column)
    {
        using var command = database.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pragma_table_info($table) WHERE name = $column";
        command.Parameters.AddWithValue("$table", table);
        command.Parameters.AddWithValue("$column", column);
        return command.ExecuteScalar() is > 0L;
    }

    /// <summary>A query about one session, with `$session` in it.</summary>
    public static SqliteCommand Query(this SqliteConnection database, string text, string session)
    {
        var command = database.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$session", session);
        return command;
    }

    // If a page of the file is damaged, other sessions still count.
    private static bool Read(IDatabaseFormat format, SqliteConnection database, TranscriptReading session)
    {
        try
        {
            return format.Read(database, session);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CORRUPT)
        {
            session.Skipped += Skipped.OneTorn;
            return true;
        }
    }

    // Versions are never 0, which means that a session must be read again.
    private static List<(string Id, ulong Version)> Sessions(SqliteConnection database, IDatabaseFormat format)
    {
        var sessions = new List<(string, ulong)>();
        using var command = database.CreateCommand();
        command.CommandText = format.Sessions(database);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (rows.Text(0) is { Length: > 0 } session)
            {
                sessions.Add((session, Math.Max(1, IdHash.Compute(rows.Text(1) ?? "").Low)));
            }
        }

        return sessions;
    }
}
