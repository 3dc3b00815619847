using ToolTime.Grains.Submissions;
using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.PostgreSql;

/// <summary>Partitions are created by the first writer that needs them and dropped with their day, and no other waits.</summary>
public sealed class PostgresPartitionTests(PostgresServer server) : IAsyncLifetime
{
    private string _database = "";
    private PostgresStorage _one = null!;
    private PostgresStorage _other = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabaseAsync();
        _one = await PostgresStorage.OpenAsync(server, _database);
        _other = await PostgresStorage.OpenAsync(server, _database);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task SubmitAsync_NewDaysFromBothAtOnce_MakeEachPartitionOnce()
    {
        var stored = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => (number % 2 == 0 ? _one : _other).Submissions.SubmitAsync(
            Given.Submission(number, Given.Cell(Given.Monday.AddDays(number % 20)), Given.Snapshot(Given.Friday.AddDays(number % 20))))));
        Assert.All(stored, each => Assert.All(each.Rows, row => Assert.Equal(RowOutcome.New, row.Outcome)));
        Assert.Equal(20, (await PartitionsAsync()).Count(name => name.StartsWith("cells_", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task PurgeDayAsync_AWeek_DropsItsPartitionsDayByDay()
    {
        await FillAndPublishAsync();
        for (var day = Given.Monday; day <= Given.Week.LastDay; day = day.AddDays(1))
        {
            Assert.Equal(day, await _other.Days.FindDayToPurgeAsync(Given.Monday.AddDays(30), Token));
            await _other.Days.PurgeDayAsync(day);
            await _one.Days.PurgeDayAsync(day);
            Assert.DoesNotContain($"cells_{day:yyyyMMdd}", await PartitionsAsync());
            Assert.DoesNotContain($"snapshots_{Given.Monday:yyyyMMdd}", await PartitionsAsync());
        }

        Assert.Equal(["cells_20261125", "receipts_20261125"], await PartitionsAsync());
        Assert.Equal(new DateOnly(2026, 11, 25), await _one.Days.FindOldestRowAsync(Token));

        // What arrives for a purged day, because a clock was wrong, is deleted with the next purged day.
        foreach (var storage in (PostgresStorage[])[_one, _other])
        {
            await storage.Submissions.SubmitAsync(
                Given.Submission(1, Given.Cell(Given.Monday, revision: 9)) with
                {
                    ReceivedHour = Given.Friday.AddDays(5),
                }
            );
        }

        Assert.Contains("cells_20261116", await PartitionsAsync());
        await using (var rows = await _one.Days.OpenDayAsync(new(2026, 11, 25), Token))
        {
            await _one.Days.StoreAggregatesAsync(new(2026, 11, 25), rows.Watermark, []);
        }

        await _one.Days.PurgeDayAsync(new(2026, 11, 25));
        Assert.Empty(await PartitionsAsync());
    }

    [Fact]
    public async Task PurgeDayAsync_TheDayIsRead_WaitsWithoutLeavingSubmissionsWaiting()
    {
        await FillAndPublishAsync();
        Task purging;
        var rows = await _one.Days.OpenDayAsync(Given.Monday, Token);
        await using (rows)
        {
            purging = _other.Days.PurgeDayAsync(Given.Monday);
            await server.WaitForWaitersAsync(_database, 1);
            await Task.WhenAll(Enumerable.Range(0, 40).Select(number =>
                _one.Submissions.SubmitAsync(Given.Submission(100 + number, Given.Cell(new DateOnly(2026, 11, 26).AddDays(number % 4))))));
            Assert.False(purging.IsCompleted);
            Assert.Equal(7, (await Rows.ReadAsync(rows.Submitters)).Count);
        }

        await purging;
        Assert.DoesNotContain("cells_20261116", await PartitionsAsync());
    }

    [Fact]
    public async Task PurgeDayAsync_TheDayIsReadForLong_IsUnavailableAndChangesNothing()
    {
        await FillAndPublishAsync();
        await using var rows = await _one.Days.OpenDayAsync(Given.Monday, Token);
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => _other.Days.PurgeDayAsync(Given.Monday));
        Assert.Equal("The database is locked by another process (PostgreSQL 55P03).", refused.Message);
        Assert.Equal(7, (await Rows.ReadAsync(rows.Submitters)).Count);
        Assert.Equal(Given.Monday, await _other.Days.FindDayToPurgeAsync(Given.Monday.AddDays(30), Token));
    }

    [Fact]
    public async Task PurgeDayAsync_WhileBothStoreRowsOfNewDaysAndRead_DropsAllAndLosesNone()
    {
        await FillAndPublishAsync();
        var future = new DateOnly(2026, 11, 26);
        var keeping = Enumerable
            .Range(0, 200)
            .Select(number =>
                Task.Run(
                    () =>
                        (number % 2 == 0 ? _one : _other).Submissions.SubmitAsync(
                            Given.Submission(number, Given.Cell(future.AddDays(number % 25)))
                        ),
                    Token
                )
            )
            .ToList();
        var reading = Task.Run(
            async () =>
            {
                for (var times = 0; times < 10; times++)
                {
                    await Rows.ReadWeekAsync(_other, Given.Week);
                }
            },
            Token);
        foreach (var day in Enumerable.Range(0, 7).Select(Given.Monday.AddDays))
        {
            await _one.Days.PurgeDayAsync(day);
        }

        await reading;
        Assert.All(await Task.WhenAll(keeping), each => Assert.Equal(RowOutcome.New, each.Rows.Single().Outcome));
        Assert.Equal(200L, await server.ReadAsync<long>(_database, $"SELECT count(*) FROM cells WHERE day >= '{future:yyyy-MM-dd}'"));
        Assert.Empty(await Rows.ReadWeekAsync(_one, Given.Week));
        Assert.Equal(7L, await server.ReadAsync<long>(_database, "SELECT count(*) FROM days WHERE sealed"));
    }

    /// <summary>A week of seven cells a day and a snapshot, rolled up and published, and a cell ten days later.</summary>
    private async Task FillAndPublishAsync()
    {
        for (var number = 0; number < 7; number++)
        {
            await _one.Submissions.SubmitAsync(
                Given.Submission(number, [.. Enumerable.Range(0, 7).Select(day => Given.Cell(Given.Monday.AddDays(day)))])
            );
        }

        await _one.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday)));
        await _one.Submissions.SubmitAsync(
            Given.Submission(1, Given.Cell(new(2026, 11, 25))) with
            {
                ReceivedHour = Given.Friday.AddDays(5),
            }
        );
        foreach (var day in Enumerable.Range(0, 7).Select(Given.Monday.AddDays))
        {
            await using var rows = await _one.Days.OpenDayAsync(day, Token);
            Assert.True(await _one.Days.StoreAggregatesAsync(day, rows.Watermark, []));
        }

        Assert.True(await _one.Publications.FinishAsync(Given.Monday));
    }

    private async Task<List<string>> PartitionsAsync()
    {
        var names = await server.ReadAsync<string[]>(
            _database,
            "SELECT coalesce(array_agg(relname::text ORDER BY relname), '{}') FROM pg_class WHERE relispartition AND relkind = 'r'"
        );
        return [.. names];
    }
}
