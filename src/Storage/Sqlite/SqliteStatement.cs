using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ToolTime.Storage.Sqlite;

/// <summary>
/// A statement that stays prepared and bypasses ADO.NET. Each submission runs several statements, and ADO.NET's overhead would be as large
/// as SQLite's own work. Values are bound in order; a statement is reset once it has returned its result.
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

    /// <summary>Binds bytes; null if default.</summary>
    public SqliteStatement With(ImmutableArray<byte> value)
    {
        if (!value.IsDefault)
        {
            return With(value.AsSpan());
        }

        Check(raw.sqlite3_bind_null(_statement, ++_bound));
        return this;
    }

    /// <summary>Runs the statement to its end.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    /// <summary>The first column of the first row; null if there is none.</summary>
    public long? ReadNumber()
    {
        long? number = Step() ? raw.sqlite3_column_int64(_statement, 0) : null;
        Reset();
        return number;
    }

    /// <summary>Reads the first row; default if there is none.</summary>
    public T? ReadRow<T>(Func<SqliteStatement, T> read)
    {
        var row = Step() ? read(this) : default;
        Reset();
        return row;
    }

    /// <summary>A number in the current row.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>The bytes of a column in the current row.</summary>
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
            // Without a reset, the statement would hold its values and keep the transaction open.
            Reset();
            SqliteException.ThrowExceptionForRC(result, _connection);
        }
    }
}
