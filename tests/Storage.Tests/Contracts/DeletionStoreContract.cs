using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with deletions.</summary>
public abstract class DeletionStoreContract : IAsyncLifetime
{
    private static readonly Epoch Epoch = Epoch.Containing(Given.Monday);

    private IStorageUnderTest _storage = null!;

    private IDeletionStore Store => _storage.Deletions;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task DeleteAsync_OneSubmitter_LeavesTheOthers()
    {
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday), Given.Cell(Given.Week.LastDay)));
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday)));
        await _storage.Submissions.SubmitAsync(Given.Submission(2, Given.Cell(Given.Monday)));

        await Store.DeleteAsync(Given.Submitter(1), Epoch, Given.Friday);

        Assert.Equal(Given.Submitter(2), Assert.Single(await Rows.ReadWeekAsync(_storage, Given.Week)).Submitter);
        Assert.Single(await _storage.Register.ListAsync(10, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SubmitAsync_WhatWasDeleted_DoesNotComeBack(bool sentBefore)
    {
        if (sentBefore)
        {
            await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday)));
        }

        await Store.DeleteAsync(Given.Submitter(1), Epoch, Given.Friday);
        await Store.DeleteAsync(Given.Submitter(1), Epoch, Given.Friday.AddDays(-3));
        await _storage.RestartAsync();

        var today = DateOnly.FromDateTime(Given.Friday.UtcDateTime);
        Assert.Equal(
            [RowOutcome.Duplicate, RowOutcome.Duplicate, RowOutcome.New],
            await SubmitAsync(Given.Cell(Given.Monday, revision: 99), Given.Cell(today), Given.Cell(today.AddDays(1))));
        Assert.Equal([RowOutcome.Duplicate], await SubmitAsync(Given.Snapshot(Given.Friday.AddDays(7).AddHours(-1))));
        Assert.Equal([RowOutcome.New], await SubmitAsync(Given.Snapshot(Given.Friday.AddDays(7))));
    }

    [Fact]
    public async Task DropTombstonesAsync_OlderOnesOnly_LetsTheirSubmittersIn()
    {
        await Store.DeleteAsync(Given.Submitter(1), Epoch, Given.Friday);
        Assert.Equal(0, await Store.DropTombstonesAsync(Given.Friday));
        Assert.Equal([RowOutcome.Duplicate], await SubmitAsync(Given.Cell(Given.Monday)));
        Assert.Equal(1, await Store.DropTombstonesAsync(Given.Friday.AddSeconds(1)));
        Assert.Equal([RowOutcome.New], await SubmitAsync(Given.Cell(Given.Monday)));
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private async Task<IEnumerable<RowOutcome>> SubmitAsync(params NewRow[] rows) =>
        (await _storage.Submissions.SubmitAsync(Given.Submission(1, [.. rows]))).Rows.Select(row => row.Outcome);
}
