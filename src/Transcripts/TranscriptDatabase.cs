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

    // Where a database's header says that its changes go to a log first, and how.
    private const int LogFormatAt = 18;
    private const int WriteAheadLog = 2;

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
        var before = AtRest(file.Path);
        try
        {
            var reading = Read(file, known, begin, isAtRest: before is not null);
            if (before is null || before == AtRest(file.Path))
            {
                return reading;
            }
        }
        catch (SqliteException) when (before is not null && before != AtRest(file.Path))
        {
            // A client began to write.
        }

        return Read(file, known, begin, isAtRest: false);
    }

    private static TranscriptReading Read(
        TranscriptFile file,
        KnownTranscript? known,
        Func<TranscriptFile, TranscriptState, Skipped, TranscriptReading> begin,
        bool isAtRest
    )
    {
        var reading = begin(file, known?.State() ?? new TranscriptState(), default);
        var format = (IDatabaseFormat)file.Format;
        using var database = Open(file.Path, isAtRest);
        foreach (var (session, version) in Sessions(database, format))
        {
            var key = IdHash.Compute(session);
            if (reading.State.Noted(key) == version)
            {
                continue;
            }

            var part = begin(file with { Session = session }, new TranscriptState(), default);
            var isComplete = Read(format, database, part);
            reading.Sessions.Add(part);
            reading.State.NoteSkipped(key, part.Skipped);
            reading.State.Note(key, isComplete ? version : 0);
        }

        reading.Skipped = reading.State.Skipped;
        reading.Position = file.Length;
        reading.IsComplete = true;
        return reading;
    }

    /// <summary>Opens a database for reading only, for a short time.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection Open(string path) => Open(path, isAtRest: AtRest(path) is not null);

    // While nothing writes it, SQLite need not make files beside it, which it could not remove again, nor make at all in a folder that may
    // not be written.
    private static SqliteConnection Open(string path, bool isAtRest)
    {
        SQLitePCL.Batteries_V2.Init();
        var database = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = isAtRest ? new Uri(Path.GetFullPath(path)).AbsoluteUri + "?immutable=1" : path,
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

    // A client that has such a database open has a log beside it, until it closes the database or ends.
    private static (long Length, DateTime ChangedAt)? AtRest(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            file.Position = LogFormatAt;
            return file.ReadByte() == WriteAheadLog && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 }
                ? (file.Length, File.GetLastWriteTimeUtc(path))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
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
