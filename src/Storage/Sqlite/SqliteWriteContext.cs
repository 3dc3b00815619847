using Microsoft.Data.Sqlite;

namespace ToolTime.Storage.Sqlite;

/// <summary>What a write uses inside a transaction: the connection, prepared statements, and the sequence of changes.</summary>
internal sealed class SqliteWriteContext(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _ready = [];
    private readonly Dictionary<string, SqliteStatement> _prepared = [];
    private long _sequence = LastSequence(connection);

    public SqliteConnection Connection { get; } = connection;

    /// <summary>The marks left by submissions, not yet written.</summary>
    public SqliteMarks Marks { get; } = new();

    /// <summary>The next sequence number of a change. A change that is rolled back leaves a gap.</summary>
    public long NextSequence() => ++_sequence;

    /// <summary>
    /// A statement that runs for every submission: prepared once, run without ADO.NET. Its parameters are ?1, ?2 and so on.
    /// </summary>
    public SqliteStatement RawStatement(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            _prepared.Add(sql, statement = new(Connection, sql));
        }

        return statement;
    }

    /// <summary>A command that is prepared once and gets its values, in the order of its parameters, each time.</summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        if (!_ready.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            }

            _ready.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    /// <summary>Frees cached, unchanged pages. SQLite does so while compiling this statement, so it must not be reused.</summary>
    public int ReleaseMemory()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "PRAGMA shrink_memory";
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of all rows of a reused command.</summary>
    public IReadOnlyList<long> ReadNumbers(string sql, params ReadOnlySpan<object> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var numbers = new List<long>();
        while (reader.Read())
        {
            numbers.Add(reader.GetInt64(0));
        }

        return numbers;
    }

    public void Dispose()
    {
        foreach (var command in _ready.Values)
        {
            command.Dispose();
        }

        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }
    }

    private static long LastSequence(SqliteConnection connection) => connection.ReadNumber(
        """
        SELECT max(
            (SELECT ifnull(max(sequence), 0) FROM cells),
            (SELECT ifnull(max(sequence), 0) FROM snapshots),
            (SELECT ifnull(max(sequence), 0) FROM receipts),
            (SELECT ifnull(max(changed), 0) FROM days))
        """) ?? 0;
}
