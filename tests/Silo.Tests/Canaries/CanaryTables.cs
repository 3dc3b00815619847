using Microsoft.Data.Sqlite;
using Npgsql;

namespace ToolTime.Silo.Tests.Canaries;

/// <summary>Searches every row of every table, since a file may split a text where a page ends.</summary>
internal static class CanaryTables
{
    /// <summary>The tables of a SQLite file that contain a secret.</summary>
    public static async Task<IReadOnlyList<string>> InSqliteAsync(string path)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()
        );
        await connection.OpenAsync();
        var found = new List<string>();
        foreach (var table in await ReadAsync(connection.CreateCommand(), "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            found.AddRange(
                (await ReadAsync(connection.CreateCommand(), $"SELECT * FROM \"{table}\""))
                    .Where(CanarySearch.Finds)
                    .Select(_ => $"table {table}")
            );
        }

        return found;
    }

    /// <summary>The tables of a PostgreSQL database that contain a secret.</summary>
    public static async Task<IReadOnlyList<string>> InPostgresAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var found = new List<string>();
        foreach (var table in await ReadAsync(connection.CreateCommand(), "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        {
            found.AddRange(
                (await ReadAsync(connection.CreateCommand(), $"SELECT stored::text FROM \"{table}\" AS stored"))
                    .Where(CanarySearch.Finds)
                    .Select(_ => $"table {table}")
            );
        }

        return found;
    }

    /// <summary>Each row as text; bytes are decoded as text.</summary>
    private static async Task<IReadOnlyList<string>> ReadAsync(System.Data.Common.DbCommand command, string sql)
    {
        await using (command)
        {
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                rows.Add(
                    string.Join(
                        '\n',
                        Enumerable
                            .Range(0, reader.FieldCount)
                            .Select(column =>
                                reader.GetValue(column) is byte[] bytes
                                    ? System.Text.Encoding.Latin1.GetString(bytes)
                                    : $"{reader.GetValue(column)}"
                            )
                    )
                );
            }

            return rows;
        }
    }
}
