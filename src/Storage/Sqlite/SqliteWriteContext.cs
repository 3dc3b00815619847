using Microsoft.Data.Sqlite;

namespace ToolTime.Storage.Sqlite;

/// <summary>What a write uses inside a transaction: the connection, prepared statements, and the sequence of changes.</summary>
internal sealed class SqliteWriteContext(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _ready = [];
    private readonly Dictionary<string, SqliteStatement> _prepared = [];

    /// <summary>The days touched whose rows in `days` are still to be written, each with its last change; 0 for none.</summary>
    private readonly Dictionary<int, long> _days = [];

    private long _sequence = LastSequence(connection);

    public SqliteConnection Connection { get; } = connection;

    /// <summary>The next sequence number of a change. A change that is rolled back leaves a gap.</summary>
    public long NextSequence() => ++_sequence;

    /// <summary>Records that a day exists, so that it is purged in time even if it has no cells.</summary>
    public void NoteDay(int day) => _days.TryAdd(day, 0);

    /// <summary>Records that a day's rows have changed.</summary>
    public void NoteChange(int day, long sequence) => _days[day] = sequence;

    /// <summary>Writes what was recorded of days: once for many submissions, before the commit and before anything reads `days`.</summary>
    public void FlushDays()
    {
        foreach (var (day, sequence) in _days)
        {
            RawStatement(
                    "INSERT INTO days (day, changed) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET changed = excluded.changed WHERE excluded.changed > changed"
                )
                .With(day)
                .With(sequence)
                .Run();
        }

        ForgetDays();
    }

    /// <summary>Forgets what was recorded of days, because the transaction is rolled back.</summary>
    public void ForgetDays() => _days.Clear();

    /// <summary>Records that rows were removed, excluded or included again, so that nothing read before is published.</summary>
    public void CountRemoval() => Command("UPDATE removals SET count = count + 1").ExecuteNonQuery();

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
