using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ToolTime.Storage.Sqlite;

/// <summary>
/// A statement that stays prepared, called without what ADO.NET puts around it. Each submission takes several, and there the wrapping cost
/// as much as SQLite did. Values are bound in order; a statement is reset when it has given its answer.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement),
            _connection
        );
    }

    public SqliteStatement With(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    public SqliteStatement With(string value)
    {
        Check(raw.sqlite3_bind_text(_statement, ++_bound, value));
        return this;
    }

    public SqliteStatement With(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, ++_bound, value));
        return this;
    }

    /// <summary>Binds bytes, or null where there are none.</summary>
    public SqliteStatement With(ImmutableArray<byte> value)
    {
        if (!value.IsDefault)
        {
            return With(value.AsSpan());
        }

        Check(raw.sqlite3_bind_null(_statement, ++_bound));
        return this;
    }

    /// <summary>Runs it to its end.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    /// <summary>The first column of the first row; null where there is none.</summary>
    public long? ReadNumber()
    {
        long? number = Step() ? raw.sqlite3_column_int64(_statement, 0) : null;
        Reset();
        return number;
    }

    /// <summary>What is made of the first row; the default where there is none.</summary>
    public T? ReadRow<T>(Func<SqliteStatement, T> read)
    {
        var row = Step() ? read(this) : default;
        Reset();
        return row;
    }

    /// <summary>A number of the row that is being read.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>Bytes of the row that is being read.</summary>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(result);
        }

        return result == raw.SQLITE_ROW;
    }

    private void Reset()
    {
        raw.sqlite3_reset(_statement);
        _bound = 0;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            // One that is not reset would keep its values and the transaction open.
            Reset();
            SqliteException.ThrowExceptionForRC(result, _connection);
        }
    }
}
