using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace ToolTime.Storage.Sqlite;

/// <summary>
/// Migrates a database to the newest schema step by step; each step and its number are one transaction. The steps are the files in
/// Migrations, by number; a released one never changes.
/// </summary>
internal static class SqliteMigrations
{
    /// <summary>Marks a file as ours: "ToTi" in ASCII.</summary>
    public const int ApplicationId = 0x546F5469;

    private static readonly IReadOnlyList<string> Steps = [.. typeof(SqliteMigrations).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("ToolTime.Storage.Sqlite.Migrations.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    /// <summary>The schema that this server writes.</summary>
    public static int Newest => Steps.Count;

    /// <summary>Migrates a file that <see cref="ReadVersion"/> did not refuse.</summary>
    public static void Apply(SqliteConnection connection)
    {
        var version = ReadVersion(connection);
        for (var next = version; next < Newest; next++)
        {
            var sql = ReadStep(Steps[next]);
            Execute(
                connection,
                $"BEGIN IMMEDIATE;\n{sql}\nPRAGMA application_id = {ApplicationId};\nPRAGMA user_version = {next + 1};\nCOMMIT;"
            );
        }
    }

    /// <summary>
    /// Refuses a file whose tables differ from those that the steps create: SQLite itself would read a flipped letter as another name.
    /// </summary>
    public static void Check(SqliteConnection connection)
    {
        using var fresh = new SqliteConnection("Data Source=:memory:");
        fresh.Open();
        Apply(fresh);
        if (ReadSchema(connection) != ReadSchema(fresh))
        {
            throw new StorageUnavailableException("the file is damaged; restore a backup");
        }
    }

    /// <summary>A file's schema, 0 if empty. Refuses a file that is not ours or newer than this server.</summary>
    public static int ReadVersion(SqliteConnection connection)
    {
        var application = ReadNumber(connection, "PRAGMA application_id");
        var version = (int)ReadNumber(connection, "PRAGMA user_version");
        if (
            application != ApplicationId
            && (application != 0 || version != 0 || ReadNumber(connection, "SELECT count(*) FROM sqlite_master") != 0)
        )
        {
            throw new StorageUnavailableException("the file is another program's database");
        }

        return version <= Newest
            ? version
            : throw new StorageUnavailableException($"the file was written by a newer server (schema {version}; this one knows {Newest})");
    }

    private static string ReadStep(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static string? ReadSchema(SqliteConnection connection) =>
        connection.ReadText(
            "SELECT group_concat(entry, char(10)) FROM (SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull(sql, '') AS entry FROM sqlite_master ORDER BY type, name)"
        );

    private static long ReadNumber(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
