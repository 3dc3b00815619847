using Microsoft.Data.Sqlite;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>
/// Which tables a database has. OpenCode 1 has `session`, `message` and `part`; OpenCode 2 leaves them as they are and writes to
/// `session_v2` and `session_message` beside them.
/// </summary>
internal sealed class OpenCodeTables(SqliteConnection database)
{
    private readonly bool _hasSessions = database.HasColumn("session", "id");
    private readonly bool _hasNewerSessions = database.HasColumn("session_v2", "id");

    /// <summary>True for a database that OpenCode 1 wrote to.</summary>
    public bool HasMessages { get; } = database.HasColumn("message", "id");

    /// <summary>True for one that OpenCode 2 writes to, or a late version of OpenCode 1.</summary>
    public bool HasSteps { get; } = database.HasColumn("session_message", "seq");

    /// <summary>
    /// The query of <see cref="IDatabaseFormat.Sessions"/>. Rows of OpenCode 2 change in place without a new time of their session's, but
    /// then its sums change. All counts are read from indexes alone.
    /// </summary>
    /// <exception cref="SqliteException">It has none of the tables: thrown where the query is run.</exception>
    public string Sessions()
    {
        string[] lists = [.. Names().Select(table => $"SELECT id, time_created FROM {table}")];
        string[] counted = [.. Counted().Select(table => $"(SELECT count(*) FROM {table} WHERE session_id = one.id)")];
        string[] versions =
        [
            .. _hasSessions ? ["(SELECT time_updated FROM session WHERE id = one.id)"] : Array.Empty<string>(),
            .. _hasNewerSessions
                ? ["(SELECT time_updated || '/' || tokens_input || '/' || tokens_output FROM session_v2 WHERE id = one.id)"]
                : Array.Empty<string>(),
            .. counted,
        ];
        return $"""
            SELECT id, {string.Join(" || '/' || ", versions.Select(version => $"coalesce({version}, 0)"))}
            FROM ({string.Join(" UNION ", lists)}) AS one GROUP BY id ORDER BY min(time_created), id
            """;
    }

    /// <summary>A query for a session's folder, its parent, and the folder of its project.</summary>
    public string Session() =>
        string.Join(
            " UNION ALL ",
            Names().Select(table => $"SELECT directory, parent_id, {Project(table)} FROM {table} WHERE id = $session")
        );

    private string Project(string table) =>
        database.HasColumn("project", "worktree") && database.HasColumn(table, "project_id")
            ? $"(SELECT worktree FROM project WHERE project.id = {table}.project_id)"
            : "NULL";

    // What is newest comes first.
    private IEnumerable<string> Names() =>
        _hasNewerSessions ? _hasSessions ? ["session_v2", "session"] : ["session_v2"] : ["session"];

    private IEnumerable<string> Counted()
    {
        string[] older = HasMessages || !HasSteps ? ["message", "part"] : [];
        return HasSteps ? older.Append("session_message") : older;
    }
}
