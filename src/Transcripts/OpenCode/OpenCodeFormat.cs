using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>
/// OpenCode's sessions, and those of the Kilo CLI, which is made of it: a database in a folder with the client's name among the user's
/// data.
/// </summary>
internal sealed class OpenCodeFormat(string client, string folder) : IDatabaseFormat
{
    public static OpenCodeFormat OpenCode { get; } = new(ClientName.OpenCode, "opencode");

    public static OpenCodeFormat Kilo { get; } = new(ClientName.Kilo, "kilo");

    public string Client => client;

    /// <summary>Both counts are read from indexes alone.</summary>
    public string Sessions(SqliteConnection database) =>
        """
        SELECT id, coalesce(time_updated, 0)
            || '/' || (SELECT count(*) FROM message WHERE message.session_id = session.id)
            || '/' || (SELECT count(*) FROM part WHERE part.session_id = session.id)
        FROM session ORDER BY time_created, id
        """;

    // Versions other than the stable one have its name in theirs: opencode-beta.db.
    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment)
    {
        var data =
            environment("XDG_DATA_HOME") is { Length: > 0 } xdg ? Path.GetFullPath(xdg)
            : TranscriptFolder.User(environment) is { } user ? Path.Combine(user, ".local", "share")
            : null;
        return data is null ? [] : [TranscriptRoot.Databases(this, Path.Combine(data, folder), folder + "*.db")];
    }

    public bool Read(SqliteConnection database, TranscriptReading session) => new OpenCodeSession(database, session).Read();
}
