using Microsoft.Data.Sqlite;

namespace ToolTime.Transcripts.Tests;

/// <summary>Writes databases as clients do.</summary>
internal static class ClientDatabase
{
    public static SqliteConnection Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var database = new SqliteConnection($"Data Source={path};Pooling=False");
        database.Open();
        return database;
    }

    public static void Run(SqliteConnection database, string text, params (string Name, object Value)[] parameters) =>
        Run(database, text, null, parameters);

    public static void Run(
        SqliteConnection database,
        string text,
        SqliteTransaction? transaction,
        params (string Name, object Value)[] parameters
    )
    {
        using var command = database.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
