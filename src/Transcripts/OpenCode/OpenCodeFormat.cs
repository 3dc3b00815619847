using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>
/// The sessions of OpenCode, and of the Kilo CLI, which derives from it: a database in a folder with the client's name in the user's data.
/// </summary>
internal sealed class OpenCodeFormat(string client, string folder) : IDatabaseFormat
{
    public static OpenCodeFormat OpenCode { get; } = new(ClientName.OpenCode, "opencode");

    public static OpenCodeFormat Kilo { get; } = new(ClientName.Kilo, "kilo");

    public string Client => client;

    public string Sessions(SqliteConnection database) => new OpenCodeTables(database).Sessions();

    // Versions other than the stable one add their name: opencode-beta.db.
    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        Data(environment) is { } data ? [TranscriptRoot.Databases(this, Path.Combine(data, folder), folder + "*.db")] : [];

    /// <summary>The user's data, where both clients have a folder; null if the environment names none.</summary>
    public static string? Data(Func<string, string?> environment) =>
        environment("XDG_DATA_HOME") is { Length: > 0 } xdg ? Path.GetFullPath(xdg)
        : AgentHomes.User(environment) is { } user ? Path.Combine(user, ".local", "share")
        : null;

    public bool Read(SqliteConnection database, TranscriptReading session)
    {
        var tables = new OpenCodeTables(database);
        TakeFolder(database, tables, session);
        var isOlderAtRest = !tables.HasMessages || new OpenCodeMessages(database, session).Read();
        return (!tables.HasSteps || new OpenCodeSteps(database, session, tables.HasMessages).Read()) && isOlderAtRest;
    }

    private static void TakeFolder(SqliteConnection database, OpenCodeTables tables, TranscriptReading session)
    {
        using var command = database.Query(tables.Session(), session.File.Session);
        using var row = command.ExecuteReader();
        if (row.Read())
        {
            (session.State.Folder, session.State.Parent) = (row.Text(0), row.Text(1));
        }
    }
}
