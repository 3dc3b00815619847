using System.Collections.Concurrent;
using ToolTime.Grains.Submissions;
using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.PostgreSql;

/// <summary>
/// Connections and servers fail under load: nothing acknowledged is lost, nothing is stored twice, and everything recovers by itself.
/// </summary>
public sealed class PostgresLossTests(PostgresServer shared)
{
    private const int Senders = 16;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SubmitAsync_ConnectionsAreCutUnderLoad_LosesNothingAndHeals()
    {
        var database = await shared.CreateDatabaseAsync();
        await LoadAsync(shared, database, async progress =>
        {
            for (var times = 0; times < 5; times++)
            {
                await progress(40);
                await shared.ExecuteAsync("postgres", PostgresServer.Terminate(database));
            }
        });
    }

    [Fact]
    public async Task SubmitAsync_TheServerCrashesUnderLoad_LosesNothingAndHeals()
    {
        await using var own = await PostgresServer.StartOwnAsync();
        await LoadAsync(own, await own.CreateDatabaseAsync(), async progress =>
        {
            for (var times = 0; times < 2; times++)
            {
                await progress(40);
                await own.CrashAsync();
                await own.StartAgainAsync();
            }
        });
    }

    [Fact]
    public async Task SubmitAsync_ConnectionsWereCutWhileNothingCame_IsStoredAllTheSame()
    {
        var database = await shared.CreateDatabaseAsync();
        await using var storage = await PostgresStorage.OpenAsync(shared, database);
        await storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday)));
        await shared.ExecuteAsync("postgres", PostgresServer.Terminate(database));
        Assert.Equal(
            RowOutcome.Duplicate,
            (await storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday)))).Rows.Single().Outcome
        );
    }

    [Fact]
    public async Task SubmitAsync_ALockIsHeldForLong_TheQueueIsBoundedAndTheRestRefusedAtOnce()
    {
        var database = await shared.CreateDatabaseAsync();
        await using var storage = await PostgresStorage.OpenAsync(shared, database);
        await storage.Submissions.SubmitAsync(Given.Submission(0, Given.Cell(Given.Monday)));
        var waiting = new List<Task<SubmissionDecision>>();
        await using (var holder = await shared.ConnectAsync(database))
        {
            await holder.BeginTransactionAsync(Token);
            await using (var command = new Npgsql.NpgsqlCommand("LOCK TABLE day_changes IN EXCLUSIVE MODE", holder))
            {
                await command.ExecuteNonQueryAsync(Token);
            }

            var refused = 0;
            for (var number = 1; refused < 10; number++)
            {
                var submitting = storage.Submissions.SubmitAsync(Given.Submission(number, Given.Cell(Given.Monday)));
                if (submitting.IsFaulted)
                {
                    Assert.Equal(
                        "The database cannot keep up with its writes.",
                        (await Assert.ThrowsAsync<StorageUnavailableException>(() => submitting)).Message
                    );
                    refused++;
                }
                else
                {
                    waiting.Add(submitting);
                }
            }

            await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Database.CheckAsync(Token));
            Assert.InRange(waiting.Count, 4_096, 10_000);
        }

        Assert.All(await Task.WhenAll(waiting), stored => Assert.Equal(RowOutcome.New, stored.Rows.Single().Outcome));
    }

    [Fact]
    public async Task ReadNextAsync_TheConnectionIsCut_IsUnavailable()
    {
        var database = await shared.CreateDatabaseAsync();
        await using var storage = await PostgresStorage.OpenAsync(shared, database);
        await Task.WhenAll(
            Enumerable.Range(0, 600).Select(number => storage.Submissions.SubmitAsync(Given.Submission(number, Given.Cell(Given.Monday))))
        );
        await using (var rows = await storage.Days.OpenDayAsync(Given.Monday, Token))
        {
            Assert.NotEmpty(await rows.Submitters.ReadNextAsync(Token));
            await shared.ExecuteAsync("postgres", PostgresServer.Terminate(database));
            await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
            {
                while ((await rows.Submitters.ReadNextAsync(Token)).Count > 0)
                {
                }
            });
        }

        Assert.Equal(600, (await Rows.ReadWeekAsync(storage, Given.Week)).Count);
    }

    /// <summary>Two storages store cells, each offered until acknowledged, while something happens; then all are counted.</summary>
    private static async Task LoadAsync(PostgresServer server, string database, Func<Func<int, Task>, Task> happen)
    {
        await using var one = await PostgresStorage.OpenAsync(server, database);
        await using var other = await PostgresStorage.OpenAsync(server, database);
        var stored = new ConcurrentDictionary<int, int>();
        var (acknowledged, next, stopped) = (0, 0, false);
        using var progressed = new SemaphoreSlim(0);
        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(
            async () =>
            {
                while (!Volatile.Read(ref stopped))
                {
                    var number = Interlocked.Increment(ref next);
                    var storage = sender % 2 == 0 ? one : other;
                    while (!await TrySubmitAsync(storage, number))
                    {
                        await Task.Yield();
                    }

                    stored[number] = 1;
                    Interlocked.Increment(ref acknowledged);
                    progressed.Release();
                }
            },
            Token)).ToList();

        async Task Progress(int count)
        {
            // What was acknowledged before does not count: progress after the last failure shows that everything has recovered.
            while (await progressed.WaitAsync(0))
            {
            }

            for (var times = 0; times < count; times++)
            {
                Assert.True(await progressed.WaitAsync(TimeSpan.FromSeconds(20)), "No submission came through any more.");
            }
        }

        await happen(Progress);
        await Progress(40);
        Volatile.Write(ref stopped, true);
        await Task.WhenAll(senders);

        var rows = await Rows.ReadWeekAsync(one, Given.Week);
        Assert.Equal(
            stored.Keys.Select(number => Given.Submitter(number).ToString()).Order(StringComparer.Ordinal),
            rows.Select(each => each.Submitter.ToString())
        );
        Assert.All(rows, each => Assert.Single(each.Rows));
        Assert.Equal(
            (long)stored.Count,
            await server.ReadAsync<long>(database, "SELECT count(*) FROM receipts JOIN cells ON receipt = id")
        );
        Assert.Equal((long)stored.Count, await server.ReadAsync<long>(database, "SELECT count(*) FROM receipts"));
    }

    private static async Task<bool> TrySubmitAsync(PostgresStorage storage, int number)
    {
        try
        {
            // It may have been stored before the answer was lost; then a duplicate is just as good.
            await storage.Submissions.SubmitAsync(Given.Submission(number, Given.Cell(Given.Monday)));
            return true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }
}
