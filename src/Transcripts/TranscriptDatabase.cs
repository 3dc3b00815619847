using System.Text;
using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>
/// Reads databases of SQLite beside the client that writes them, and never writes to one. A session with something new is read as a whole:
/// rows change in place, and all that counts has a key by which it is known again.
/// </summary>
internal static class TranscriptDatabase
{
    // A writer holds its lock for milliseconds; one that holds it longer is waited for, but not for ever.
    private const int TimeoutSeconds = 5;

    /// <param name="file">The database.</param>
    /// <param name="known">What was read of it before.</param>
    /// <param name="begin">Begins the reading of it, and that of each session in it.</param>
    /// <exception cref="SqliteException">It cannot be opened, is damaged, or is not what the client writes now.</exception>
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
            var isAtRest = format.Read(database, part);
            reading.Sessions.Add(part);
            reading.Skipped += part.Skipped;
            reading.State.Note(key, isAtRest ? version : 0);
        }

        reading.Position = file.Length;
        reading.IsComplete = true;
        return reading;
    }

    /// <summary>True where a table has this column; tables grow with the versions of a client.</summary>
    public static bool HasColumn(this SqliteConnection database, string table, string column)
    {
        using var command = database.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pragma_table_info($table) WHERE name = $column";
        command.Parameters.AddWithValue("$table", table);
        command.Parameters.AddWithValue("$column", column);
        return command.ExecuteScalar() is > 0L;
    }

    /// <summary>A query about one session, `$session` in it.</summary>
    public static SqliteCommand Query(this SqliteConnection database, string text, string session)
    {
        var command = database.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$session", session);
        return command;
    }

    private static SqliteConnection Open(string path)
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

    // Versions are never 0, which stands for one that has to be read again.
    private static List<(string Id, ulong Version)> Sessions(SqliteConnection database, IDatabaseFormat format)
    {
        var sessions = new List<(string, ulong)>();
        using var command = database.CreateCommand();
        command.CommandText = format.Sessions(database);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            sessions.Add((rows.GetString(0), Math.Max(1, IdHash.Compute(Encoding.UTF8.GetBytes(rows.GetString(1))).Low)));
        }

        return sessions;
    }
}
