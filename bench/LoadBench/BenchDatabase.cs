using Npgsql;

namespace ToolTime.LoadBench;

/// <summary>An empty PostgreSQL database that one process has to itself and that is dropped afterwards, as a file is deleted.</summary>
internal sealed class BenchDatabase : IDisposable
{
    private readonly string _server;
    private readonly string _name = $"tooltime_bench_{Guid.NewGuid():n}";

    /// <param name="server">A connection to any database of the server, of a user who may make others.</param>
    public BenchDatabase(string server)
    {
        _server = server;
        Execute($"CREATE DATABASE {_name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = _name }.ConnectionString;
    }

    public string ConnectionString { get; }

    public void Dispose() => Execute($"DROP DATABASE {_name} WITH (FORCE)");

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(_server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();

        // What it left to be written is written now, and not while the next one is measured.
        using var checkpoint = new NpgsqlCommand("CHECKPOINT", connection);
        checkpoint.ExecuteNonQuery();
    }
}
