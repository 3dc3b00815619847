using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Usage;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with days.</summary>
public abstract class DayStoreContract : IAsyncLifetime
{
    private static readonly DateOnly Tuesday = Given.Monday.AddDays(1);
    private static readonly DateOnly Sunday = Given.Week.LastDay;
    private static readonly DayAggregate Bash = new(
        Dimension.Tool,
        "Bash",
        2,
        new()
        {
            Reports = 2,
            Calls = 9,
            ObservedCalls = 8,
            Errors = 3,
            Rejections = 1,
        }
    );
    private static readonly DayAggregate Bucket = new(Dimension.Skill, "", 1, new() { Reports = 1 });

    private IStorageUnderTest _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IDayStore Store => _storage.Days;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task FindDayToRollUpAsync_NoRows_IsNull() => Assert.Null(await Store.FindDayToRollUpAsync(default, Sunday, Token));

    [Fact]
    public async Task FindDayToRollUpAsync_SeveralDays_IsTheEarliestBetweenTheBounds()
    {
        await SubmitAsync(1, Tuesday.AddDays(1));
        await SubmitAsync(1, Tuesday);
        Assert.Equal(
            (null, Tuesday, Tuesday, Tuesday.AddDays(1)),
            (
                await Store.FindDayToRollUpAsync(default, Tuesday, Token),
                await Store.FindDayToRollUpAsync(default, Tuesday.AddDays(1), Token),
                await Store.FindDayToRollUpAsync(default, Sunday, Token),
                await Store.FindDayToRollUpAsync(Tuesday, Sunday, Token)
            )
        );
    }

    [Fact]
    public async Task FindDayToRollUpAsync_SnapshotsOnly_IsNull()
    {
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday)));
        Assert.Null(await Store.FindDayToRollUpAsync(default, Sunday, Token));
    }

    [Fact]
    public async Task FindDayToRollUpAsync_RolledUpAndUnchanged_IsNullEvenAfterARestart()
    {
        await SubmitAsync(1, Tuesday);
        await RollUpAsync(Tuesday, Bash);
        Assert.Null(await Store.FindDayToRollUpAsync(default, Sunday, Token));
        await _storage.RestartAsync();
        Assert.Null(await Store.FindDayToRollUpAsync(default, Sunday, Token));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task FindDayToRollUpAsync_ALateCell_IsDueAgain(int submitter, long revision)
    {
        await SubmitAsync(1, Tuesday);
        await RollUpAsync(Tuesday, Bash);
        await _storage.RestartAsync();
        await SubmitAsync(submitter, Tuesday, revision);
        Assert.Equal(Tuesday, await Store.FindDayToRollUpAsync(default, Sunday, Token));
    }

    [Fact]
    public async Task FindDayToRollUpAsync_ADuplicateCame_IsNotDueAgain()
    {
        await SubmitAsync(1, Tuesday);
        await RollUpAsync(Tuesday, Bash);
        await SubmitAsync(1, Tuesday);
        Assert.Null(await Store.FindDayToRollUpAsync(default, Sunday, Token));
    }

    [Fact]
    public async Task StoreAggregatesAsync_ARollup_IsReadBackWhole()
    {
        await SubmitAsync(1, Tuesday);
        Assert.True(await RollUpAsync(Tuesday, Bash, Bucket));
        await _storage.RestartAsync();
        Assert.Equal(
            (Bash.Totals, Bucket.Totals, null, null),
            (
                await ReadAsync(Tuesday, Bash),
                await ReadAsync(Tuesday, Bucket),
                await ReadAsync(Sunday, Bash),
                await ReadAsync(Tuesday, Bash with { Name = "bash" })
            )
        );
    }

    [Fact]
    public async Task StoreAggregatesAsync_ANewerRollup_ReplacesAllOfTheDay()
    {
        await SubmitAsync(1, Tuesday);
        await RollUpAsync(Tuesday, Bash, Bucket);
        await SubmitAsync(2, Tuesday);
        var newer = Bash with { Totals = new() { Reports = 3 } };
        Assert.True(await RollUpAsync(Tuesday, newer));
        Assert.Equal((newer.Totals, null), (await ReadAsync(Tuesday, Bash), await ReadAsync(Tuesday, Bucket)));
    }

    [Fact]
    public async Task StoreAggregatesAsync_AnOlderOrEqualRollup_ChangesNothing()
    {
        await SubmitAsync(1, Tuesday);
        var older = await WatermarkAsync(Tuesday);
        await SubmitAsync(2, Tuesday);
        var newer = await WatermarkAsync(Tuesday);
        Assert.True(await Store.StoreAggregatesAsync(Tuesday, newer, [Bash]));
        Assert.False(await Store.StoreAggregatesAsync(Tuesday, older, [Bucket]));
        Assert.False(await Store.StoreAggregatesAsync(Tuesday, newer, [Bucket]));
        Assert.Equal((Bash.Totals, null), (await ReadAsync(Tuesday, Bash), await ReadAsync(Tuesday, Bucket)));
    }

    [Fact]
    public async Task StoreAggregatesAsync_OneCannotBeStored_LeavesTheDayAsItWas()
    {
        await SubmitAsync(1, Tuesday);
        await RollUpAsync(Tuesday, Bash);
        await SubmitAsync(2, Tuesday);
        await Assert.ThrowsAnyAsync<Exception>(() => RollUpAsync(Tuesday, Bucket, Bucket));
        Assert.Equal(
            (Bash.Totals, null, Tuesday),
            (await ReadAsync(Tuesday, Bash), await ReadAsync(Tuesday, Bucket), await Store.FindDayToRollUpAsync(default, Sunday, Token))
        );
    }

    [Fact]
    public async Task OpenDayAsync_ManySubmitters_ReadsEachOnceWithAllItsRowsInBoundedSteps()
    {
        await Task.WhenAll(Enumerable.Range(0, 600).Select(submitter => SubmitAsync(submitter, Tuesday)));
        await _storage.Submissions.SubmitAsync(Given.Submission(7, Given.Cell(Tuesday, calls: 5)) with { Client = AgentClient.Codex });
        await SubmitAsync(7, Sunday);

        await using var rows = await Store.OpenDayAsync(Tuesday, Token);
        var steps = new List<int>();
        var all = new List<SubmitterRows>();
        while (await rows.Submitters.ReadNextAsync(Token) is { Count: > 0 } step)
        {
            steps.Add(step.Count);
            all.AddRange(step);
        }

        Assert.True(steps.Count > 1 && steps.Max() < 600);
        Assert.Equal(
            Enumerable.Range(0, 600).Select(Given.Submitter).Select(id => id.ToString()).Order(StringComparer.Ordinal),
            all.Select(submitter => submitter.Submitter.ToString()));
        Assert.Equal(
            [AgentClient.ClaudeCode, AgentClient.Codex],
            all.Single(submitter => submitter.Submitter == Given.Submitter(7)).Rows.Select(row => row.Client).Order());
    }

    [Fact]
    public async Task OpenDayAsync_WhatComesWhileItIsRead_IsNotInIt()
    {
        await SubmitAsync(1, Tuesday);
        await using var rows = await Store.OpenDayAsync(Tuesday, Token);
        await SubmitAsync(2, Tuesday);
        await SubmitAsync(1, Tuesday, revision: 2);

        var read = Assert.Single(await Rows.ReadAsync(rows.Submitters));
        Assert.Equal(Given.Submitter(1), read.Submitter);
        Assert.True(await Store.StoreAggregatesAsync(Tuesday, rows.Watermark, [Bash]));
        Assert.Equal(Tuesday, await Store.FindDayToRollUpAsync(default, Sunday, Token));
    }

    [Fact]
    public async Task OpenDayAsync_ADayWithoutRows_IsEmpty()
    {
        await using var rows = await Store.OpenDayAsync(Tuesday, Token);
        Assert.Equal((0L, 0), (rows.Watermark, (await Rows.ReadAsync(rows.Submitters)).Count));
    }

    [Fact]
    public async Task FindDayToRollUpAsync_SomebodyDeleted_IsDueAgain()
    {
        await SubmitAsync(1, Tuesday);
        await SubmitAsync(2, Tuesday);
        await RollUpAsync(Tuesday, Bash);
        await _storage.Deletions.DeleteAsync(Given.Submitter(1), Epoch.Containing(Tuesday), Given.Friday);
        await _storage.RestartAsync();
        Assert.Equal(Tuesday, await Store.FindDayToRollUpAsync(default, Sunday, Token));
    }

    [Fact]
    public async Task FindDayToPurgeAsync_NotRolledUpOrNotPublished_IsNull()
    {
        await SubmitAsync(1, Tuesday);
        await PublishAsync();
        Assert.Null(await Store.FindDayToPurgeAsync(Tuesday.AddDays(1), Token));

        await RollUpAsync(Tuesday, Bash);
        Assert.Equal(
            (null, Tuesday),
            (await Store.FindDayToPurgeAsync(Tuesday, Token), await Store.FindDayToPurgeAsync(Tuesday.AddDays(1), Token))
        );
    }

    [Fact]
    public async Task PurgeDayAsync_ADayThatMayNotBe_ChangesNothing()
    {
        await SubmitAsync(1, Tuesday);
        await RollUpAsync(Tuesday, Bash);
        await Store.PurgeDayAsync(Tuesday);
        await using var rows = await Store.OpenDayAsync(Tuesday, Token);
        Assert.Single(await Rows.ReadAsync(rows.Submitters));
    }

    [Fact]
    public async Task PurgeDayAsync_AnEarlierDayIsNotRolledUp_LeavesTheRowsOfBoth()
    {
        await SubmitAsync(1, Tuesday);
        await SubmitAsync(1, Sunday);
        await RollUpAsync(Tuesday, Bash);
        await RollUpAsync(Sunday, Bash);
        await PublishAsync();
        await SubmitAsync(2, Tuesday);
        Assert.Null(await Store.FindDayToPurgeAsync(Sunday.AddDays(1), Token));
        await Store.PurgeDayAsync(Sunday);
        Assert.Equal(2, (await Rows.ReadWeekAsync(_storage, Given.Week)).Count);

        await RollUpAsync(Tuesday, Bash);
        Assert.Equal(Tuesday, await Store.FindDayToPurgeAsync(Sunday.AddDays(1), Token));
        while (await Store.FindDayToPurgeAsync(Sunday.AddDays(1), Token) is { } day)
        {
            await Store.PurgeDayAsync(day);
        }

        Assert.Empty(await Rows.ReadWeekAsync(_storage, Given.Week));
    }

    /// <summary>With a later day, some snapshots would be kept longer than reports.</summary>
    [Fact]
    public async Task PurgeDayAsync_AMonday_TakesTheSnapshotsOfItsWeek()
    {
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday)));
        await PublishAsync();
        Assert.Single(await Rows.ReadWeekAsync(_storage, Given.Week));
        Assert.Equal(Given.Monday, await Store.FindDayToPurgeAsync(Tuesday, Token));
        await Store.PurgeDayAsync(Given.Monday);
        Assert.Empty(await Rows.ReadWeekAsync(_storage, Given.Week));
    }

    [Fact]
    public async Task PurgeDayAsync_ADayThatMayBe_StoresItsAggregatesForEver()
    {
        await SubmitAsync(1, Tuesday);
        await SubmitAsync(1, Sunday);
        await RollUpAsync(Tuesday, Bash);
        await PublishAsync();
        await Store.PurgeDayAsync(Tuesday);
        await Store.PurgeDayAsync(Tuesday);
        await _storage.RestartAsync();

        Assert.Equal(
            [Sunday],
            (await Rows.ReadWeekAsync(_storage, Given.Week))
                .SelectMany(submitter => submitter.Rows)
                .OfType<StoredRow.Cell>()
                .Select(cell => cell.Day)
        );
        Assert.False(await Store.StoreAggregatesAsync(Tuesday, long.MaxValue, []));
        Assert.Equal((Bash.Totals, Sunday), (await ReadAsync(Tuesday, Bash), await Store.FindOldestRowAsync(Token)));
    }

    [Fact]
    public async Task FindOldestRowAsync_NoRows_IsNull() => Assert.Null(await Store.FindOldestRowAsync(Token));

    [Fact]
    public async Task FindOldestRowAsync_CellsAndSnapshots_IsTheEarliestOfBoth()
    {
        await SubmitAsync(1, Tuesday);
        Assert.Equal(Tuesday, await Store.FindOldestRowAsync(Token));
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday)));
        Assert.Equal(Given.Monday, await Store.FindOldestRowAsync(Token));
    }

    [Fact]
    public async Task ListUnsealedAsync_SealedAndOtherDays_AreTheOthersInOrder()
    {
        await SubmitAsync(1, Sunday);
        await SubmitAsync(1, Tuesday);
        await SubmitAsync(1, Given.Monday);
        await RollUpAsync(Given.Monday, Bash);
        await PublishAsync();
        await Store.PurgeDayAsync(Given.Monday);
        Assert.Equal([Tuesday, DateOnly.FromDateTime(Given.Friday.UtcDateTime), Sunday], await Store.ListUnsealedAsync(Token));
    }

    [Fact]
    public async Task ReadAggregatesAsync_ADay_IsAllOfItInOrderWithItsWatermark()
    {
        await SubmitAsync(1, Tuesday);
        await SubmitAsync(1, Sunday);
        await RollUpAsync(Sunday, Bash with { Name = "Other" });
        await RollUpAsync(Tuesday, Bucket, Bash with { Name = "a" }, Bash);
        var stored = await Store.ReadAggregatesAsync(Tuesday, Token);
        Assert.Equal(await WatermarkAsync(Tuesday), stored.Watermark);
        Assert.Equal([Bash, Bash with { Name = "a" }, Bucket], stored.Aggregates);
    }

    [Fact]
    public async Task RenewAggregatesAsync_ADay_IsDueAgainUnlessItIsSealed()
    {
        await SubmitAsync(1, Tuesday);
        await RollUpAsync(Tuesday, Bash);
        await Store.RenewAggregatesAsync(Tuesday);
        Assert.Equal(Tuesday, await Store.FindDayToRollUpAsync(default, Sunday, Token));
        Assert.True(await RollUpAsync(Tuesday, Bucket));

        await PublishAsync();
        await Store.PurgeDayAsync(Tuesday);
        await Store.RenewAggregatesAsync(Tuesday);
        Assert.Null(await Store.FindDayToRollUpAsync(default, Sunday, Token));
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private async Task PublishAsync() => Assert.True(await _storage.Publications.FinishAsync(Given.Monday));

    private Task<SubmissionDecision> SubmitAsync(int submitter, DateOnly day, long revision = 1) =>
        _storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Cell(day, revision)));

    private async Task<long> WatermarkAsync(DateOnly day)
    {
        await using var rows = await Store.OpenDayAsync(day, Token);
        return rows.Watermark;
    }

    private async Task<bool> RollUpAsync(DateOnly day, params DayAggregate[] aggregates) =>
        await Store.StoreAggregatesAsync(day, await WatermarkAsync(day), aggregates);

    private Task<UsageTotals?> ReadAsync(DateOnly day, DayAggregate aggregate) =>
        Store.ReadAggregateAsync(new(day, aggregate.Dimension, aggregate.Name), Token);
}
