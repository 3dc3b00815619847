using Microsoft.Data.Sqlite;
using SQLitePCL;
using ToolTime.Grains.Submissions;
using ToolTime.Storage.Sqlite;

namespace ToolTime.Storage.Tests.Sqlite;

public sealed class SqliteCommitQueueTests : IAsyncLifetime
{
    private const string Insert = "INSERT INTO meta (name, value) VALUES ($1, '')";

    private SqliteStorage _storage = null!;
    private int _commits;

    private SqliteDatabase Database => _storage.Database;

    public async ValueTask InitializeAsync() => _storage = await SqliteStorage.OpenAsync();

    public ValueTask DisposeAsync() => _storage.DisposeAsync();

    [Fact]
    public async Task SubmitAsync_AThousandAtOnce_TakesFewerCommits()
    {
        await CountCommitsAsync();
        var stored = await Task.WhenAll(
            Enumerable
                .Range(0, 1_000)
                .Select(submitter =>
                    Task.Run(
                        () => _storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Cell(Given.Monday))),
                        TestContext.Current.CancellationToken
                    )
                )
        );
        Assert.All(stored, each => Assert.Equal(RowOutcome.New, each.Rows.Single().Outcome));
        Assert.InRange(_commits, 1, 999);
    }

    [Fact]
    public async Task WriteAsync_WhatWaited_IsOneCommit()
    {
        await CountCommitsAsync();
        var writes = await WhileBlockedAsync(() =>
            Enumerable.Range(0, SqliteCommitQueue.GroupCapacity).Select(number => WriteAsync($"name-{number}"))
        );
        await Task.WhenAll(writes);

        // The one that blocked, and all the others.
        Assert.Equal(2, _commits);
    }

    [Fact]
    public async Task WriteAsync_OneOfAGroupBreaksAConstraint_FailsAlone()
    {
        await WriteAsync("taken");
        var writes = await WhileBlockedAsync(() =>
            [WriteAsync("a"), WriteAsync("taken"), WriteAsync("b"), WriteAsync("c"), WriteAsync("d")]
        );
        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => writes[1])).SqliteErrorCode);
        Assert.Equal(4, (await Task.WhenAll(writes.Where((_, index) => index != 1))).Sum());
        Assert.Equal(["a", "b", "c", "d", "taken"], await NamesAsync());
    }

    [Fact]
    public async Task WriteAsync_OneOfAGroupHasABug_FailsAloneWithIt()
    {
        var bug = new InvalidOperationException("A bug.");
        var writes = await WhileBlockedAsync(() => [WriteAsync("a"), Database.WriteAsync<int>(_ => throw bug), WriteAsync("b")]);
        Assert.Same(bug, await Assert.ThrowsAsync<InvalidOperationException>(() => writes[1]));
        Assert.Equal(2, (await Task.WhenAll(writes[0], writes[2])).Sum());
        Assert.Equal(["a", "b"], await NamesAsync());
    }

    [Fact]
    public async Task WriteAsync_TheDiskIsFull_FailsTheWholeGroupAndStoresNoneOfIt()
    {
        var writes = await WhileBlockedAsync(() =>
            [WriteAsync("a"), Database.WriteAsync<int>(_ => throw new SqliteException("", 13)), WriteAsync("b")]
        );
        foreach (var write in writes)
        {
            Assert.Equal(
                "The database cannot grow: the disk is full (SQLite 13).",
                (await Assert.ThrowsAsync<StorageUnavailableException>(() => write)).Message
            );
        }

        Assert.Empty(await NamesAsync());
        Assert.Equal(1, await WriteAsync("a"));
    }

    [Fact]
    public async Task WriteAsync_MoreThanMayWait_IsRefusedAtOnce()
    {
        var writes = await WhileBlockedAsync(() =>
            Enumerable.Range(0, SqliteCommitQueue.QueueCapacity + 1).Select(_ => Database.WriteAsync(_ => 1))
        );
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => writes[^1]);
        Assert.Equal("The database cannot keep up with its writes.", refused.Message);
        Assert.Equal(SqliteCommitQueue.QueueCapacity, (await Task.WhenAll(writes.SkipLast(1))).Sum());
    }

    [Fact]
    public async Task DisposeAsync_WhatWaits_IsWrittenAndWhatComesAfterIsRefused()
    {
        var database = Database;
        Task? closing = null;
        var writes = await WhileBlockedAsync(() =>
        {
            var waiting = WriteAsync("a");
            closing = _storage.RestartAsync();
            return [waiting, database.WriteAsync(_ => 1)];
        });
        await closing!;
        Assert.Equal(1, await writes[0]);
        Assert.Equal("The database is closing.", (await Assert.ThrowsAsync<StorageUnavailableException>(() => writes[1])).Message);
        Assert.Equal(["a"], await NamesAsync());
    }

    [Fact]
    public async Task ReleaseMemoryAsync_EachTime_FreesWhatIsCached()
    {
        foreach (var time in (string[])["first", "second"])
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(number => WriteAsync($"{time}-{number}-{new string('x', 1_000)}")));
            var cached = await CachedBytesAsync();
            await Database.ReleaseMemoryAsync();
            Assert.InRange(await CachedBytesAsync(), 0, cached / 2);
        }
    }

    private Task<int> CachedBytesAsync() => Database.WriteAsync(context =>
    {
        const int CacheUsed = 1; // SQLITE_DBSTATUS_CACHE_USED
        raw.sqlite3_db_status(context.Connection.Handle!, CacheUsed, out var bytes, out _, 0);
        return bytes;
    });

    private Task<int> WriteAsync(string name) => Database.WriteAsync(context => context.Command(Insert, name).ExecuteNonQuery());

    private Task<List<string>> NamesAsync() => Database.ReadAsync(
        connection =>
        {
            using var command = connection.Command("SELECT name FROM meta WHERE name NOT IN ('clock', 'id') ORDER BY name");
            using var reader = command.ExecuteReader();
            var names = new List<string>();
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
            }

            return names;
        },
        TestContext.Current.CancellationToken);

    private async Task CountCommitsAsync()
    {
        await Database.WriteAsync(context =>
        {
            raw.sqlite3_commit_hook(context.Connection.Handle, _ => Interlocked.Increment(ref _commits) * 0, null);
            return 0;
        });
        _commits = 0;
    }

    /// <summary>Makes writes wait behind one that blocks the writer, so that they form one group.</summary>
    private async Task<List<Task<int>>> WhileBlockedAsync(Func<IEnumerable<Task<int>>> enqueue)
    {
        using var free = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocking = Database.WriteAsync(context =>
        {
            context.Command("UPDATE meta SET value = value WHERE name = 'clock'").ExecuteNonQuery();
            entered.TrySetResult();
            free.Wait();
            return 0;
        });
        await entered.Task;
        var queued = enqueue().ToList();
        free.Set();
        await blocking;
        return queued;
    }
}
