using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Publication;
using ToolTime.Storage.Tests.Contracts;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests.PostgreSql;

/// <summary>
/// Two storages on one database, like two server processes: whatever they do at the same time has the same result as one after the other.
/// </summary>
public sealed class PostgresConcurrencyTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly DateOnly Tuesday = Given.Monday.AddDays(1);
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
    public async Task SubmitAsync_OneCellFromBothAtOnce_IsNewOnce()
    {
        for (var submitter = 0; submitter < 20; submitter++)
        {
            var stored = await Task.WhenAll(
                Storages(20).Select(storage => storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Cell(Tuesday))))
            );
            Assert.Single(stored, each => each.Rows.Single().Outcome == RowOutcome.New);
        }

        Assert.Equal(20L, await CountAsync("receipts"));
    }

    [Fact]
    public async Task SubmitAsync_RevisionsOfSharedCellsFromBothAtOnce_EndWithTheGreatest()
    {
        var revisions = Enumerable.Range(1, 30).ToArray();
        Random.Shared.Shuffle(revisions);
        var decisions = await Task.WhenAll(
            Storages(30)
                .Zip(revisions)
                .SelectMany(pair =>
                    Enumerable
                        .Range(0, 10)
                        .Select(submitter =>
                            pair.First.Submissions.SubmitAsync(
                                Given.Submission(
                                    submitter,
                                    Given.Cell(Tuesday, pair.Second, calls: pair.Second),
                                    Given.Cell(Given.Monday, pair.Second)
                                )
                            )
                        )
                )
        );
        var stored = (await Rows.ReadWeekAsync(_one, Given.Week))
            .SelectMany(submitter => submitter.Rows)
            .OfType<Grains.Storage.StoredRow.Cell>()
            .Where(cell => cell.Day == Tuesday);
        Assert.Equal(Enumerable.Repeat(30, 10), stored.Select(cell => cell.Report.Counts.Single().Calls));
        Assert.Equal(decisions.Count(each => each.Rows.Any(row => row.Outcome == RowOutcome.New)), await CountAsync("receipts"));
    }

    [Fact]
    public async Task SubmitAsync_OneSubmittersManyCellsFromBothAtOnce_HoldToTheLimit()
    {
        for (var submitter = 0; submitter < 10; submitter++)
        {
            var stored = await Task.WhenAll(
                Storages(28)
                    .Select(
                        (storage, number) =>
                            storage.Submissions.SubmitAsync(
                                Given.Submission(submitter, Given.Cell(Given.Monday.AddDays(number % 7))) with
                                {
                                    Client = (AgentClient)(number / 7),
                                    DailyLimit = 10,
                                }
                            )
                    )
            );
            Assert.Equal((10, 18), (stored.Count(each => !each.IsOverQuota), stored.Count(each => each.IsOverQuota)));
        }

        Assert.Equal((100L, 100L), (await CountAsync("receipts"), await CountAsync("cells")));
    }

    [Fact]
    public async Task SubmitAsync_OneSnapshotFromBothAtOnce_IsStoredOnce()
    {
        var stored = await Task.WhenAll(
            Storages(20).Select(storage => storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday))))
        );
        Assert.Single(stored, each => each.Rows.Single().Outcome == RowOutcome.New);
        Assert.Equal((1L, 1L), (await CountAsync("receipts"), await CountAsync("snapshots")));
    }

    [Fact]
    public async Task DeleteAsync_AGroupOfTheOtherIsUnderWay_TakesItsRowsToo()
    {
        Task<SubmissionDecision> keeping;
        Task deleting;
        await using (await HoldAsync("LOCK TABLE day_changes IN SHARE MODE"))
        {
            keeping = _one.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Tuesday)));
            await server.WaitForWaitersAsync(_database, 1);
            deleting = _other.Deletions.DeleteAsync(Given.Submitter(1), Epoch.Containing(Given.Monday), Given.Friday);
            await server.WaitForWaitersAsync(_database, 2);
        }

        await deleting;
        Assert.Equal(RowOutcome.New, (await keeping).Rows.Single().Outcome);
        Assert.Equal((0L, 0L), (await CountAsync("cells"), await CountAsync("receipts")));
    }

    [Fact]
    public async Task DeleteAsync_WhileBothStoreRowsOfTheSubmitter_LeavesNothing()
    {
        for (var submitter = 0; submitter < 10; submitter++)
        {
            var keeping = Storages(14)
                .Select(
                    (storage, number) =>
                        storage.Submissions.SubmitAsync(
                            Given.Submission(submitter, Given.Cell(Given.Monday.AddDays(number % 5), revision: number))
                        )
                )
                .ToList();
            await _other.Deletions.DeleteAsync(Given.Submitter(submitter), Epoch.Containing(Given.Monday), Given.Friday);
            await Task.WhenAll(keeping);
        }

        Assert.Equal((0L, 0L), (await CountAsync("cells"), await CountAsync("receipts")));
    }

    [Fact]
    public async Task StoreAsync_ADeletionOfTheOtherIsUnderWay_HasTheWeekBuiltAnew()
    {
        await _one.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Tuesday)));
        await using var rows = await _one.Publications.OpenAsync(Given.Monday, Given.Week.LastDay, SubmitterRange.All, Token);
        Task<bool> storing;
        Task deleting;
        await using (await HoldAsync("LOCK TABLE day_changes IN SHARE MODE"))
        {
            deleting = _other.Deletions.DeleteAsync(Given.Submitter(1), Epoch.Containing(Given.Monday), Given.Friday);
            await server.WaitForWaitersAsync(_database, 1);
            storing = _one.Publications.StoreAsync(Given.Published(Given.Monday), rows.Watermark);
            await server.WaitForWaitersAsync(_database, 2);
        }

        await deleting;
        Assert.False(await storing);
        Assert.Null(await _one.Publications.ReadNewestAsync(StatsWindowKind.Week, Token));
    }

    [Fact]
    public async Task StoreAggregatesAsync_AChangeThatBeganBeforeWasCommittedAfter_IsDueAgain()
    {
        await _one.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Tuesday)));
        Task early;
        long watermark;
        await using (await HoldAsync("SELECT 1 FROM removals FOR UPDATE"))
        {
            // A deletion has done all but the last of its work when a writer that began later commits.
            early = _one.Deletions.DeleteAsync(Given.Submitter(1), Epoch.Containing(Given.Monday), Given.Friday);
            await server.WaitForWaitersAsync(_database, 1);
            await using (var later = await server.ConnectAsync(_database))
            await using (var change = new NpgsqlCommand(
                $"INSERT INTO day_changes SELECT day, (slot + 1) % 32, 1 FROM day_changes", later))
            {
                await change.ExecuteNonQueryAsync(Token);
            }

            await using var rows = await _other.Days.OpenDayAsync(Tuesday, Token);
            watermark = rows.Watermark;
            Assert.True(await _other.Days.StoreAggregatesAsync(Tuesday, watermark, []));
            Assert.Null(await _other.Days.FindDayToRollUpAsync(default, Given.Week.LastDay, Token));
        }

        await early;
        Assert.Equal(Tuesday, await _other.Days.FindDayToRollUpAsync(default, Given.Week.LastDay, Token));
        await using var again = await _one.Days.OpenDayAsync(Tuesday, Token);
        Assert.True(again.Watermark > watermark);
        Assert.True(await _one.Days.StoreAggregatesAsync(Tuesday, again.Watermark, []));
        Assert.False(await _other.Days.StoreAggregatesAsync(Tuesday, watermark, []));
        Assert.Null(await _one.Days.FindDayToRollUpAsync(default, Given.Week.LastDay, Token));
    }

    [Fact]
    public async Task OpenDayAsync_WhileBothStoreRows_EveryWatermarkReportsItsRows()
    {
        var keeping = Task.WhenAll(
            Storages(600)
                .Select(
                    (storage, number) =>
                        Task.Run(() => storage.Submissions.SubmitAsync(Given.Submission(number, Given.Cell(Tuesday))), Token)
                )
        );
        var seen = new SortedDictionary<long, int>();
        do
        {
            await using var rows = await _one.Days.OpenDayAsync(Tuesday, Token);
            var count = (await Rows.ReadAsync(rows.Submitters)).Count;
            Assert.Equal(count, seen.GetValueOrDefault(rows.Watermark, count));
            seen[rows.Watermark] = count;
        }
        while (!keeping.IsCompleted);

        await keeping;
        Assert.Equal(seen.Values.Order(), seen.Values);
        Assert.Equal(seen.Count, seen.Values.Distinct().Count());
    }

    [Fact]
    public async Task StoreAggregatesAsync_BothAtOnce_OneWins()
    {
        await _one.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Tuesday)));
        await using var rows = await _one.Days.OpenDayAsync(Tuesday, Token);
        var stored = await Task.WhenAll(Storages(8).Select(storage => storage.Days.StoreAggregatesAsync(Tuesday, rows.Watermark, [])));
        Assert.Single(stored, each => each);
    }

    private IEnumerable<PostgresStorage> Storages(int count) =>
        Enumerable.Range(0, count).Select(number => number % 2 == 0 ? _one : _other);

    private Task<long> CountAsync(string table) => server.ReadAsync<long>(_database, $"SELECT count(*) FROM {table}");

    /// <summary>Holds a lock, independently of the storages, until it is disposed.</summary>
    private async Task<NpgsqlConnection> HoldAsync(string sql)
    {
        var connection = await server.ConnectAsync(_database);
        await connection.BeginTransactionAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
        return connection;
    }
}
