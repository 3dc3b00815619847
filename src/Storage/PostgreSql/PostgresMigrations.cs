using System.Globalization;
using System.Reflection;
using Npgsql;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Migrates a database to the newest schema step by step, by one server at a time; each step and its number are one transaction. The steps
/// are the files in Migrations, by number; a released one never changes.
/// </summary>
internal static class PostgresMigrations
{
    private static readonly IReadOnlyList<string> Steps = [.. typeof(PostgresMigrations).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("ToolTime.Storage.PostgreSql.Migrations.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    /// <summary>The schema that this server writes.</summary>
    public static int Newest => Steps.Count;

    /// <summary>Migrates the database, or refuses one that is not ours or newer than this server.</summary>
    public static void Apply(NpgsqlConnection connection)
    {
        while (ApplyNext(connection))
        {
            // Each step is durable by itself.
        }
    }

    /// <summary>Refuses a database whose tables are missing or not the newest; changes nothing.</summary>
    public static void Check(NpgsqlConnection connection)
    {
        switch (ReadVersion(connection))
        {
            case 0:
                throw new StorageUnavailableException("it is empty. Is Storage:ConnectionString right?");
            case var version when version < Newest:
                throw StorageUnavailableException.NotMigrated();
        }
    }

    private static bool ApplyNext(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();

        // A step may take long on a big table, while other servers wait.
        Execute(connection, $"SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; {PostgresLocks.Migrations}");
        var version = ReadVersion(connection);
        if (version == Newest)
        {
            return false;
        }

        try
        {
            Execute(connection, ReadStep(Steps[version]));
            Execute(
                connection,
                $"INSERT INTO meta (name, value) VALUES ('schema', '{version + 1}') ON CONFLICT (name) DO UPDATE SET value = excluded.value"
            );
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateTable)
        {
            throw new StorageUnavailableException("it contains another program's tables", exception);
        }

        transaction.Commit();
        return true;
    }

    /// <summary>The schema of the database, 0 if it is empty; refuses one that is not ours or newer than this server.</summary>
    public static int ReadVersion(NpgsqlConnection connection)
    {
        // Not to_regclass: within a transaction it repeats what this connection saw before another server made the table.
        using var exists = connection.Command("SELECT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'meta' AND pg_table_is_visible(oid))");
        if (exists.ExecuteScalar() is not true)
        {
            return 0;
        }

        var version = ReadSchema(connection);
        return version <= Newest
            ? version
            : throw new StorageUnavailableException($"it was written by a newer server (schema {version}; this one knows {Newest})");
    }

    private static int ReadSchema(NpgsqlConnection connection)
    {
        try
        {
            using var command = connection.Command("SELECT value FROM meta WHERE name = 'schema'");
            return
                command.ExecuteScalar() is string text
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : throw new StorageUnavailableException("it contains another program's tables");
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedColumn)
        {
            throw new StorageUnavailableException("it contains another program's tables", exception);
        }
    }

    private static string ReadStep(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
