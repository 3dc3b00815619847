using System.Threading.Channels;
using Npgsql;

namespace ToolTime.LoadBench;

/// <summary>Rows in a PostgreSQL table: two connections, groups of up to 512 in one statement.</summary>
internal sealed class PostgresRowWriter : IRowWriter
{
    private readonly Channel<(string Key, byte[] Body, TaskCompletionSource Done)> _queue = Channel.CreateUnbounded<(
        string,
        byte[],
        TaskCompletionSource
    )>();
    private readonly NpgsqlDataSource _source;
    private readonly Task[] _writing;

    private PostgresRowWriter(NpgsqlDataSource source)
    {
        _source = source;
        _writing = [Task.Run(RunAsync), Task.Run(RunAsync)];
    }

    public static async Task<PostgresRowWriter> OpenAsync(string connectionString)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("CREATE TABLE baseline_rows (key text PRIMARY KEY, body bytea NOT NULL)");
        await command.ExecuteNonQueryAsync();
        return new(source);
    }

    public Task WriteAsync(string key, byte[] body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite((key, body, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await Task.WhenAll(_writing);
        await _source.DisposeAsync();
    }

    private async Task RunAsync()
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand(
            "INSERT INTO baseline_rows (key, body) SELECT DISTINCT ON (key) key, body FROM unnest($1, $2) AS sent (key, body) ORDER BY key ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            connection
        );
        insert.Parameters.Add(new() { Value = Array.Empty<string>() });
        insert.Parameters.Add(new() { Value = Array.Empty<byte[]>() });
        var group = new List<(string Key, byte[] Body, TaskCompletionSource Done)>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < 512 && _queue.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            if (group.Count > 0)
            {
                insert.Parameters[0].Value = group.Select(row => row.Key).ToArray();
                insert.Parameters[1].Value = group.Select(row => row.Body).ToArray();
                await insert.ExecuteNonQueryAsync();
                group.ForEach(row => row.Done.SetResult());
                group.Clear();
            }
        }
    }
}
