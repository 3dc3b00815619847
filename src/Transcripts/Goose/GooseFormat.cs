using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Goose;

/// <summary>Goose's sessions: one database for all.</summary>
internal sealed class GooseFormat : IDatabaseFormat
{
    public string Client => ClientName.Goose;

    public string Sessions(SqliteConnection database) =>
        $"""
        SELECT id, coalesce(updated_at, '')
            || '/' || (SELECT count(*) || '/' || coalesce(max(messages.id), 0) FROM messages WHERE messages.session_id = sessions.id)
            || '/' || {(HasLedger(database) ? "(SELECT count(*) FROM usage_ledger WHERE usage_ledger.session_id = sessions.id)" : "0")}
        FROM sessions ORDER BY created_at, id
        """;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        Data(environment) is { } data ? [TranscriptRoot.Databases(this, Path.Combine(data, "sessions"), "sessions.db")] : [];

    public bool Read(SqliteConnection database, TranscriptReading session)
    {
        new GooseSession(database, session).Read(HasLedger(database));
        return true;
    }

    // Since version 15 of its schema.
    private static bool HasLedger(SqliteConnection database) => database.HasColumn("usage_ledger", "session_id");

    private static string? Data(Func<string, string?> environment)
    {
        if (environment("GOOSE_PATH_ROOT") is { Length: > 0 } root && Path.IsPathRooted(root))
        {
            return Path.Combine(root, "data");
        }

        if (OperatingSystem.IsWindows())
        {
            return environment("APPDATA") is { Length: > 0 } roaming ? Path.Combine(roaming, "Block", "goose", "data") : null;
        }

        return environment("XDG_DATA_HOME") is { Length: > 0 } xdg ? Path.Combine(Path.GetFullPath(xdg), "goose")
            : AgentHomes.User(environment) is { } user ? Path.Combine(user, ".local", "share", "goose")
            : null;
    }
}
