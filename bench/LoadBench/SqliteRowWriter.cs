using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ToolTime.LoadBench;

/// <summary>Rows in a SQLite file: one thread, groups of up to 512, flushed to disk at each commit.</summary>
internal sealed class SqliteRowWriter : IRowWriter
{
    private readonly BlockingCollection<(string Key, byte[] Body, TaskCompletionSource Done)> _queue = [];
    private readonly SqliteConnection _connection;
    private readonly Thread _thread;

    public SqliteRowWriter(string path)
    {
        _connection = new($"Data Source={path}");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (key TEXT PRIMARY KEY, body BLOB NOT NULL)");
        _thread = new(Run) { IsBackground = true };
        _thread.Start();
    }

    public Task WriteAsync(string key, byte[] body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add((key, body, done));
        return done.Task;
    }

    public ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Run()
    {
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (key, body) VALUES ($key, $body) ON CONFLICT (key) DO UPDATE SET body = excluded.body";
        var key = insert.Parameters.Add("$key", SqliteType.Text);
        var body = insert.Parameters.Add("$body", SqliteType.Blob);
        var group = new List<TaskCompletionSource>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            Execute("BEGIN IMMEDIATE");
            var next = first;
            do
            {
                (key.Value, body.Value) = (next.Key, next.Body);
                insert.ExecuteNonQuery();
                group.Add(next.Done);
            }
            while (group.Count < 512 && _queue.TryTake(out next));

            Execute("COMMIT");
            group.ForEach(done => done.SetResult());
            group.Clear();
        }
    }
}
