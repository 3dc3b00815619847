using Microsoft.Data.Sqlite;

namespace ToolTime.Storage.Sqlite;

/// <summary>What a write works with inside a transaction: the connection, statements kept ready, and the sequence of changes.</summary>
internal sealed class SqliteWriteContext(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _ready = [];
    private readonly Dictionary<string, SqliteStatement> _prepared = [];
    private long _sequence = LastSequence(connection);

    public SqliteConnection Connection { get; } = connection;

    /// <summary>What submissions note, not yet written.</summary>
    public SqliteMarks Marks { get; } = new();

    /// <summary>The next number in the order of changes. A change that is rolled back leaves a gap.</summary>
    public long NextSequence() => ++_sequence;

    /// <summary>
    /// A statement for what happens to every submission: prepared once, called without ADO.NET. Its parameters are ?1, ?2 and so on.
    /// </summary>
    public SqliteStatement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            _prepared.Add(sql, statement = new(Connection, sql));
        }

        return statement;
    }

    /// <summary>A statement that is prepared once and given its values each time, in the order of its parameters.</summary>
    public SqliteCommand Ready(string sql, params ReadOnlySpan<object> values)
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

    /// <summary>Frees pages that are cached and were not changed. SQLite does so when it compiles the statement, so none is kept.</summary>
    public int ReleaseMemory()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "PRAGMA shrink_memory";
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of all rows of a statement that is kept ready.</summary>
    public IReadOnlyList<long> ReadNumbers(string sql, params ReadOnlySpan<object> values)
    {
        using var reader = Ready(sql, values).ExecuteReader();
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
