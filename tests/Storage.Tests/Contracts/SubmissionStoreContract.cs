using System.Collections.Immutable;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with submissions.</summary>
public abstract class SubmissionStoreContract : IAsyncLifetime
{
    private static readonly DateOnly Tuesday = Given.Monday.AddDays(1);

    private IStorageUnderTest _storage = null!;

    private ISubmissionStore Store => _storage.Submissions;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task SubmitAsync_ANewCell_IsStored()
    {
        Assert.Equal([New], await SubmitAsync(Given.Cell(Tuesday)));
        Assert.Equal([CellOf(Tuesday, calls: 1)], await ReadAsync());
    }

    [Fact]
    public async Task SubmitAsync_TheSameCellAgain_IsADuplicateWithItsRevision()
    {
        await SubmitAsync(Given.Cell(Tuesday, revision: 7));
        Assert.Equal([Duplicate(7)], await SubmitAsync(Given.Cell(Tuesday, revision: 7)));
    }

    [Fact]
    public async Task SubmitAsync_TheSameCellAfterARestart_IsADuplicate()
    {
        await SubmitAsync(Given.Cell(Tuesday, revision: 7));
        await _storage.RestartAsync();
        Assert.Equal([Duplicate(7)], await SubmitAsync(Given.Cell(Tuesday, revision: 7)));
    }

    [Fact]
    public async Task SubmitAsync_AGreaterRevision_ReplacesAndGivesBackTheOldContent()
    {
        var old = Given.Cell(Tuesday, revision: 1, calls: 9);
        await SubmitAsync(old);
        var replaced = Assert.Single(await SubmitAsync(Given.Cell(Tuesday, revision: 2, calls: 4)));
        Assert.Equal(RowOutcome.New, replaced.Outcome);
        Assert.Equal(old.Content, replaced.ReplacedContent.AsEnumerable());
        Assert.Equal([CellOf(Tuesday, calls: 4)], await ReadAsync());
    }

    [Fact]
    public async Task SubmitAsync_ASmallerRevision_IsADuplicateOfTheStoredOne()
    {
        await SubmitAsync(Given.Cell(Tuesday, revision: 2, calls: 4));
        Assert.Equal([Duplicate(2)], await SubmitAsync(Given.Cell(Tuesday, revision: 1, calls: 9)));
        Assert.Equal([CellOf(Tuesday, calls: 4)], await ReadAsync());
    }

    [Fact]
    public async Task SubmitAsync_EqualRevisionsWithOtherContent_EndAlikeInBothOrders()
    {
        var cells = new[] { Given.Cell(Tuesday, calls: 4), Given.Cell(Tuesday, calls: 9) };
        foreach (var (submitter, order) in new[] { (1, cells), (2, [.. cells.Reverse()]) })
        {
            foreach (var cell in order)
            {
                await Store.SubmitAsync(Given.Submission(submitter, cell));
            }
        }

        var stored = await ReadAsync();
        Assert.Equal(2, stored.Count);
        Assert.Single(stored.Distinct());
    }

    [Fact]
    public async Task SubmitAsync_OneDayOfTwoClients_AreTwoCells()
    {
        await SubmitAsync(Given.Cell(Tuesday, calls: 1));
        var other = await Store.SubmitAsync(Given.Submission(1, Given.Cell(Tuesday, calls: 1)) with { Client = AgentClient.Codex });
        Assert.Equal([New], other.Rows.AsEnumerable());
    }

    [Fact]
    public async Task SubmitAsync_Snapshots_AreDuplicatesByHourAndContent()
    {
        Assert.Equal([New], await SubmitAsync(Given.Snapshot(Given.Friday)));
        Assert.Equal([Duplicate(null)], await SubmitAsync(Given.Snapshot(Given.Friday)));
        Assert.Equal([New], await SubmitAsync(Given.Snapshot(Given.Friday.AddHours(1))));
        Assert.Equal([New], await SubmitAsync(Given.Snapshot(Given.Friday, calls: 2)));
        Assert.Equal([New], await SubmitAsync(Given.Snapshot(Given.Friday, totalEvents: 11)));
    }

    [Fact]
    public async Task SubmitAsync_SeveralDays_AnswersEachInTheOrderGiven()
    {
        await SubmitAsync(Given.Cell(Tuesday, revision: 3));
        Assert.Equal(
            [New, Duplicate(3), New],
            await SubmitAsync(Given.Cell(Tuesday.AddDays(1)), Given.Cell(Tuesday, revision: 2), Given.Cell(Given.Monday))
        );
    }

    [Fact]
    public async Task SubmitAsync_OneOfSeveralDaysCannotBeStored_StoresNone()
    {
        await Assert.ThrowsAnyAsync<Exception>(() =>
            SubmitAsync(Given.Cell(Given.Monday), Given.Cell(Tuesday), Given.BrokenCell(Tuesday.AddDays(1)))
        );
        Assert.Empty(await ReadAsync());
        Assert.Equal([New, New], await SubmitAsync(Given.Cell(Given.Monday), Given.Cell(Tuesday)));
    }

    [Fact]
    public async Task SubmitAsync_OneOfManyCannotBeStored_FailsAlone()
    {
        var good = Enumerable
            .Range(1, 50)
            .Select(submitter => Store.SubmitAsync(Given.Submission(submitter, Given.Cell(Tuesday))))
            .ToList();
        var bad = Store.SubmitAsync(Given.Submission(51, Given.BrokenCell(Tuesday)));
        good.AddRange(Enumerable.Range(52, 50).Select(submitter => Store.SubmitAsync(Given.Submission(submitter, Given.Cell(Tuesday)))));

        Assert.IsNotType<StorageUnavailableException>(await Assert.ThrowsAnyAsync<Exception>(() => bad));
        Assert.All(await Task.WhenAll(good), stored => Assert.Equal([New], stored.Rows.AsEnumerable()));
        Assert.Equal(100, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task SubmitAsync_ManyAtOnce_StoresEachOnce()
    {
        var first = await Task.WhenAll(
            Enumerable.Range(0, 1_000).Select(submitter => Store.SubmitAsync(Given.Submission(submitter, Given.Cell(Tuesday))))
        );
        var again = await Task.WhenAll(
            Enumerable.Range(0, 1_000).Select(submitter => Store.SubmitAsync(Given.Submission(submitter, Given.Cell(Tuesday))))
        );
        Assert.All(first, stored => Assert.Equal([New], stored.Rows.AsEnumerable()));
        Assert.All(again, stored => Assert.Equal([Duplicate(1)], stored.Rows.AsEnumerable()));
        Assert.Equal(1_000, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task SubmitAsync_OneCellManyTimesAtOnce_IsStoredOnce()
    {
        var stored = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Store.SubmitAsync(Given.Submission(1, Given.Cell(Tuesday)))));
        Assert.Equal(
            [(RowOutcome.New, 1), (RowOutcome.Duplicate, 99)],
            stored
                .GroupBy(each => each.Rows.Single().Outcome)
                .OrderBy(outcome => outcome.Key)
                .Select(outcome => (outcome.Key, outcome.Count()))
        );
    }

    [Fact]
    public async Task SubmitAsync_OverTheDaysLimit_StoresNothing()
    {
        Assert.False((await SubmitLimitedAsync(Given.Cell(Tuesday))).IsOverQuota);
        Assert.False((await SubmitLimitedAsync(Given.Cell(Tuesday.AddDays(1)))).IsOverQuota);
        Assert.True((await SubmitLimitedAsync(Given.Cell(Given.Monday), Given.Cell(Tuesday, revision: 2, calls: 9))).IsOverQuota);
        Assert.Equal([CellOf(Tuesday, calls: 1), CellOf(Tuesday.AddDays(1), calls: 1)], await ReadAsync());
    }

    [Fact]
    public async Task SubmitAsync_OverTheDaysLimitAfterARestart_IsStillOver()
    {
        await SubmitLimitedAsync(Given.Cell(Tuesday));
        await SubmitLimitedAsync(Given.Cell(Tuesday.AddDays(1)));
        await _storage.RestartAsync();
        Assert.True((await SubmitLimitedAsync(Given.Cell(Given.Monday))).IsOverQuota);
    }

    [Fact]
    public async Task SubmitAsync_Duplicates_CostNothingAndAreReportedEvenOverTheLimit()
    {
        for (var times = 0; times < 5; times++)
        {
            Assert.False((await SubmitLimitedAsync(Given.Cell(Tuesday))).IsOverQuota);
        }

        await SubmitLimitedAsync(Given.Cell(Tuesday.AddDays(1)));
        var duplicate = await SubmitLimitedAsync(Given.Cell(Tuesday));
        Assert.Equal((false, RowOutcome.Duplicate), (duplicate.IsOverQuota, duplicate.Rows.Single().Outcome));
    }

    [Fact]
    public async Task SubmitAsync_TheNextDayOrAnotherSubmitter_HasALimitOfItsOwn()
    {
        await SubmitLimitedAsync(Given.Cell(Tuesday));
        await SubmitLimitedAsync(Given.Cell(Tuesday.AddDays(1)));
        var nextDay = await Store.SubmitAsync(
            Given.Submission(1, Given.Cell(Given.Monday)) with
            {
                DailyLimit = 2,
                ReceivedHour = Given.Friday.AddHours(6),
            }
        );
        var other = await Store.SubmitAsync(Given.Submission(2, Given.Cell(Given.Monday)) with { DailyLimit = 2 });
        Assert.Equal((false, false), (nextDay.IsOverQuota, other.IsOverQuota));
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private static RowDecision New { get; } = new() { Outcome = RowOutcome.New };

    private static RowDecision Duplicate(long? stored) => new() { Outcome = RowOutcome.Duplicate, StoredRevision = stored };

    private static (DateOnly, AgentClient, int) CellOf(DateOnly day, int calls) => (day, AgentClient.ClaudeCode, calls);

    private async Task<ImmutableArray<RowDecision>> SubmitAsync(params ImmutableArray<NewRow> rows) =>
        (await Store.SubmitAsync(Given.Submission(1, rows))).Rows;

    private Task<SubmissionDecision> SubmitLimitedAsync(params ImmutableArray<NewRow> rows) =>
        Store.SubmitAsync(Given.Submission(1, rows) with { DailyLimit = 2 });

    private async Task<List<(DateOnly Day, AgentClient Client, int Calls)>> ReadAsync()
    {
        var read = await Rows.ReadWeekAsync(_storage, Given.Week);
        return
        [
            .. read.SelectMany(submitter => submitter.Rows)
                .OfType<StoredRow.Cell>()
                .Select(cell => (cell.Day, cell.Client, cell.Report.Counts.Single().Calls))
                .OrderBy(cell => cell.Day),
        ];
    }
}
