using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Transcripts.Copilot;

/// <summary>
/// Copilot's `session-store.db`: a row for each response, also where a session's events have no tokens, or only sums. Rows count unless the
/// events have records of the same responses; where rows count, the events' messages and sums do not.
/// </summary>
internal sealed class CopilotDatabase : IDatabaseFormat
{
    private const string Name = "session-store.db";
    private const string Table = "assistant_usage_events";
    private const string Instant = "CAST(strftime('%s', created_at) AS INTEGER)";

    public string Client => ClientName.Copilot;

    // Older versions have the database without this table.
    public string Sessions(SqliteConnection database) =>
        database.HasTable(Table)
            ? $"""
            SELECT session_id, count(*) || '/' || max(rowid) || '/' || coalesce(min(created_at), '') || '/' || coalesce(max(created_at), '')
            FROM {Table} GROUP BY session_id ORDER BY min(rowid)
            """
            : "SELECT NULL, NULL WHERE 0";

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        CopilotFormat.Home(environment) is { } home ? [TranscriptRoot.Databases(this, home, Name)] : [];

    public bool Read(SqliteConnection database, TranscriptReading session)
    {
        if (CopilotEvents.Read(Path.GetDirectoryName(session.File.Path)!, session.File.Session) is not { } events)
        {
            return false;
        }

        session.State.Folder = Folder(database, session.File.Session);
        using var command = database.Query(
            $"""
            SELECT {Instant}, model, input_tokens, output_tokens, {Column("cache_read_tokens")}, {Column("cache_write_tokens")},
                {Column("agent_id")} FROM {Table} WHERE session_id = $session ORDER BY rowid
            """,
            session.File.Session
        );
        using var rows = command.ExecuteReader();
        var equal = new Dictionary<string, int>(StringComparer.Ordinal);
        while (rows.Read())
        {
            Take(rows, events, session, equal);
        }

        return true;

        string Column(string name) => database.HasColumn(Table, name) ? name : "NULL";
    }

    /// <summary>
    /// Which responses of a session count by its rows. None if the database cannot be read, which is reported where it is.
    /// </summary>
    public static CountedElsewhere CountedIn(string home, string session)
    {
        var path = Path.Combine(home, Name);
        if (!File.Exists(path))
        {
            return CountedElsewhere.None;
        }

        try
        {
            using var database = TranscriptDatabase.Open(path);
            // Without the table, the events need not be read.
            return database.HasTable(Table) && CopilotEvents.Read(home, session) is { } events ? Counted(database, events, session)
                : CountedElsewhere.None;
        }
        catch (SqliteException)
        {
            return CountedElsewhere.None;
        }
    }

    // The process that wrote the first row wrote one for each of its responses; what older ones did is only in the events.
    private static CountedElsewhere Counted(SqliteConnection database, CopilotEvents events, string session)
    {
        using var command = database.Query(
            $"SELECT model, min({Instant}) FROM {Table} WHERE session_id = $session AND {Instant} < $until GROUP BY model",
            session
        );
        command.Parameters.AddWithValue("$until", (long)events.RecordedFrom);
        using var rows = command.ExecuteReader();
        var (models, first) = (new HashSet<string>(StringComparer.Ordinal), uint.MaxValue);
        while (rows.Read())
        {
            models.Add(ModelName.Parse(rows.Text(0) ?? "").Plain);
            first = Math.Min(first, UtcInstant.Seconds(rows.Number(1)));
        }

        return new CountedElsewhere(models, events.BegunBefore(first));
    }

    private static string? Folder(SqliteConnection database, string session)
    {
        if (!database.HasColumn("sessions", "cwd"))
        {
            return null;
        }

        using var command = database.Query("SELECT cwd FROM sessions WHERE id = $session", session);
        return command.ExecuteScalar() as string;
    }

    // A database that is deleted or built again numbers its rows again, so a row is known by its content, and by how many equal ones came
    // before it.
    private static void Take(SqliteDataReader row, CopilotEvents events, TranscriptReading session, Dictionary<string, int> equal)
    {
        var tokens = CopilotTokens.From(Count(2), Count(3), Count(4), Count(5));
        if (row.IsDBNull(0) || !tokens.IsOfOneResponse)
        {
            session.Skipped += Skipped.OneForeign;
            return;
        }

        var at = UtcInstant.Seconds(row.Number(0));
        if (at >= events.RecordedFrom || tokens.Total == 0)
        {
            return;
        }

        var content = $"{session.File.Session}/{at}/{row.Text(1)}/{row.Text(6)}/{Count(2)}/{Count(3)}/{Count(4)}/{Count(5)}";
        var number = equal[content] = equal.GetValueOrDefault(content) + 1;
        session.Add(
            new ReadResponse(
                IdHash.Compute($"{content}/{number}"),
                at,
                row.Text(1) is { Length: > 0 } model ? session.Names.Get(model) : UnknownModel.Name,
                tokens
            )
            {
                Attribution = Attribution.From(events.Agent(row.Text(6))),
            }
        );

        long Count(int column) => Math.Max(0, row.Number(column));
    }
}
