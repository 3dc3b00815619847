using System.IO.Enumeration;
using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>
/// The sessions of OpenCode, and of the Kilo CLI, which derives from it: a database in a folder with the client's name in the user's data.
/// </summary>
internal sealed class OpenCodeFormat(string client, string folder, string variable, params string[] names) : IDatabaseFormat
{
    private const string InMemory = ":memory:";

    // Versions other than the stable one add their name: opencode-beta.db. Kilo's first ones left the name as it was.
    public static OpenCodeFormat OpenCode { get; } = new(ClientName.OpenCode, "opencode", "OPENCODE_DB", "opencode*.db");

    public static OpenCodeFormat Kilo { get; } = new(ClientName.Kilo, "kilo", "KILO_DB", "kilo*.db", "opencode*.db");

    public string Client => client;

    public string Sessions(SqliteConnection database) => new OpenCodeTables(database).Sessions();

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment)
    {
        if (Home(environment) is not { } home)
        {
            return [];
        }

        var roots = names.Select(name => TranscriptRoot.Databases(this, home, name));
        return Named(environment, home) is { } named
            ? roots.Append(TranscriptRoot.Databases(this, Path.GetDirectoryName(named)!, Path.GetFileName(named)))
            : roots;
    }

    /// <summary>The client's folder in the user's data; null if the environment names none.</summary>
    public string? Home(Func<string, string?> environment) =>
        environment("XDG_DATA_HOME") is { Length: > 0 } xdg ? Path.Combine(Path.GetFullPath(xdg), folder)
        : AgentHomes.User(environment) is { } user ? Path.Combine(user, ".local", "share", folder)
        : null;

    public bool Read(SqliteConnection database, TranscriptReading session)
    {
        var tables = new OpenCodeTables(database);
        TakeFolder(database, tables, session);
        var isOlderAtRest = !tables.HasMessages || new OpenCodeSessionRows(database, session).Read();
        return (!tables.HasSteps || new OpenCodeSteps(database, session, tables.HasMessages).Read()) && isOlderAtRest;
    }

    // A database that a variable names, also by a name in the client's folder; null if there is none, or it is found without.
    private string? Named(Func<string, string?> environment, string home)
    {
        if (environment(variable) is not { Length: > 0 } named || named is InMemory)
        {
            return null;
        }

        var path = Path.GetFullPath(Path.Combine(home, named));
        var file = Path.GetFileName(path);
        var isUsual = Path.GetDirectoryName(path) == home && names.Any(name => FileSystemName.MatchesSimpleExpression(name, file));
        return isUsual ? null : path;
    }

    // The client's own worktrees have invented names; the project that they are of is in a table.
    private void TakeFolder(SqliteConnection database, OpenCodeTables tables, TranscriptReading session)
    {
        using var command = database.Query(tables.Session(), session.File.Session);
        using var row = command.ExecuteReader();
        if (!row.Read())
        {
            return;
        }

        (session.State.Folder, session.State.Parent) = (row.Text(0), row.Text(1));
        var isWorktree = row.Text(0)?.Replace('\\', '/').Contains($"/{folder}/worktree/", StringComparison.Ordinal) ?? false;
        if (isWorktree && row.Text(2) is { Length: > 1 } repository)
        {
            session.State.Folder = repository;
        }
    }
}
