using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with what is counted so far of a week that is being published.</summary>
public abstract class WeekStepStoreContract : IAsyncLifetime
{
    private static readonly byte[] Basis = [1, 2, 3];
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300).Select(number => (byte)number)];

    private IStorageUnderTest _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Where submitter 1 is, and all before and after it.</summary>
    private static SubmitterRange[] Ranges
    {
        get
        {
            var mine = SubmitterRange.ByteOf(Given.Submitter(1));
            return [new(0, mine), new(mine, mine + 1), new(mine + 1, 256)];
        }
    }

    private IWeekStepStore Store => _storage.Steps;

    public async ValueTask InitializeAsync()
    {
        _storage = await OpenAsync();
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday), Given.Cell(Given.Monday.AddDays(-1))));
        await _storage.Submissions.SubmitAsync(Given.Submission(2, Given.Snapshot(Given.Friday)));
        await _storage.Publications.CloseWeekAsync(Given.Week);
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ListAsync_StoredSteps_AreThereAfterARestart()
    {
        Assert.Empty((await ListAsync()).Ranges);
        await StoreAllAsync();
        await _storage.RestartAsync();
        Assert.Equal(Ranges, (await ListAsync()).Ranges);
        Assert.Equal(Content, await Store.ReadAsync(Given.Week, Ranges[1], Token));
        Assert.Null(await Store.ReadAsync(Given.Week, SubmitterRange.All, Token));
        Assert.Null(await Store.ReadAsync(Given.Week.Next, Ranges[1], Token));
    }

    [Fact]
    public async Task ListAsync_AnotherBasis_HasNone()
    {
        await StoreAllAsync();
        Assert.Empty((await Store.ListAsync(Given.Week, [9], Token)).Ranges);
        Assert.True(await Store.StoreAsync(Given.Week, [9], (await ListAsync()).Watermark, Ranges[2], Content));
        Assert.Equal([Ranges[2]], (await Store.ListAsync(Given.Week, [9], Token)).Ranges);
        Assert.Empty((await ListAsync()).Ranges);
        Assert.Null(await Store.ReadAsync(Given.Week, Ranges[0], Token));
    }

    [Fact]
    public async Task StoreAsync_StepsThatOverlap_AreReplaced()
    {
        await StoreAllAsync();
        Assert.True(await StoreAsync(new(0, Ranges[1].EndExclusive)));
        Assert.Equal([new(0, Ranges[1].EndExclusive), Ranges[2]], (await ListAsync()).Ranges);
        Assert.True(await StoreAsync(new(0, Ranges[1].EndExclusive)));
        Assert.Equal(2, (await ListAsync()).Ranges.Count);
    }

    [Fact]
    public async Task DeleteAsync_ASubmitter_DropsTheirStepAndLeavesTheOthers()
    {
        await StoreAllAsync();
        var before = (await ListAsync()).Watermark;
        await _storage.Deletions.DeleteAsync(Given.Submitter(1), Epoch.Of(Given.Monday), Given.Friday);
        await AssertOnlyTheStepIsGoneAsync();
        Assert.False(await Store.StoreAsync(Given.Week, Basis, before, Ranges[1], Content));
        await AssertOnlyTheStepIsGoneAsync();
        Assert.True(await StoreAsync(Ranges[1]));
        Assert.Equal(Ranges, (await ListAsync()).Ranges);
    }

    [Fact]
    public async Task DeleteAsync_SomebodyWithoutRows_DropsNothing()
    {
        await StoreAllAsync();
        await _storage.Deletions.DeleteAsync(Given.Submitter(7), Epoch.Of(Given.Monday), Given.Friday);
        Assert.Equal(Ranges, (await ListAsync()).Ranges);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Register_ASubmissionIsRemovedOrQuarantined_DropsTheStepOfItsSubmitter(bool removed)
    {
        await StoreAllAsync();
        var receipt = await ReceiptOfCellAsync();
        Assert.True(await (removed ? _storage.Register.RemoveAsync(receipt) : _storage.Register.SetQuarantineAsync(receipt, quarantined: true)));
        await AssertOnlyTheStepIsGoneAsync();
    }

    [Fact]
    public async Task SetQuarantineAsync_ASubmissionComesOutOfQuarantine_DropsTheStepOfItsSubmitter()
    {
        var receipt = await ReceiptOfCellAsync();
        await _storage.Register.SetQuarantineAsync(receipt, quarantined: true);
        await StoreAllAsync();
        await _storage.Register.SetQuarantineAsync(receipt, quarantined: true);
        Assert.Equal(Ranges, (await ListAsync()).Ranges);
        await _storage.Register.SetQuarantineAsync(receipt, quarantined: false);
        await AssertOnlyTheStepIsGoneAsync();
    }

    [Fact]
    public async Task Restore_ABackup_HoldsNoStepsAndDropsThem()
    {
        var before = await WriteBackupAsync();
        await StoreAllAsync();
        var backup = await WriteBackupAsync();
        Assert.Equal(before, backup);
        using var read = new MemoryStream(backup);
        await _storage.Backups.RestoreAsync(read, Token);
        Assert.Empty((await ListAsync()).Ranges);
        await AssertNothingIsStoredAsync();
    }

    [Fact]
    public async Task Open_ADatabaseOfBeforeFolding_DropsSteps()
    {
        await StoreAllAsync();
        await _storage.RestartAsBeforeFoldingAsync();
        await AssertNothingIsStoredAsync();
    }

    [Fact]
    public async Task StoreAsync_ThePublicationIsStored_NothingIsLeft()
    {
        await StoreAllAsync();
        var watermark = (await ListAsync()).Watermark;
        Assert.True(await PublishAsync(Given.Week, watermark));
        await AssertNothingIsStoredAsync();
        Assert.True(await Store.StoreAsync(Given.Week, Basis, watermark, SubmitterRange.All, Content));
        await AssertNothingIsStoredAsync();
    }

    [Fact]
    public async Task DropLeftAsync_AWeekThatIsPassedOver_IsDropped()
    {
        await StoreAllAsync();
        await Store.DropLeftAsync();
        Assert.Equal(Ranges, (await ListAsync()).Ranges);
        Assert.True(await PublishAsync(Given.Week.Next, watermark: 0));
        await Store.DropLeftAsync();
        await AssertNothingIsStoredAsync();
    }

    [Theory]
    [InlineData("UPDATE week_steps SET content = content_hash WHERE first_byte = 0")]
    [InlineData("UPDATE week_steps SET end_byte = end_byte + 1 WHERE first_byte = 0")]
    public async Task ReadAsync_AStepThatIsNotWhatWasStored_DropsAllAndTells(string damage)
    {
        await StoreAllAsync();
        await _storage.ExecuteAsync(damage);
        var first = (await ListAsync()).Ranges[0];
        Assert.Null(await Store.ReadAsync(Given.Week, first, Token));
        Assert.Equal(1, _storage.DamagedRows);
        await AssertNothingIsStoredAsync();
    }

    [Fact]
    public async Task OpenWeekAsync_RangesOfAll_HoldEachSubmitterOnce()
    {
        for (var submitter = 3; submitter < 40; submitter++)
        {
            await _storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Cell(Given.Monday.AddDays(7))));
            await _storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Snapshot(Given.Friday.AddDays(7))));
        }

        var whole = await Rows.ReadWeekAsync(_storage, Given.Week.Next);
        var parts = new List<SubmitterRows>();
        foreach (var range in (SubmitterRange[])[new(0, 1), new(1, 100), new(100, 255), new(255, 256)])
        {
            await using var rows = await _storage.Publications.OpenWeekAsync(Given.Week.Next, range, Token);
            var read = await Rows.ReadAsync(rows.Submitters);
            Assert.All(read, submitter => Assert.InRange(SubmitterRange.ByteOf(submitter.Submitter), range.First, range.EndExclusive - 1));
            parts.AddRange(read);
        }

        Assert.Equal(37, whole.Count);
        Assert.Equal(whole.Select(submitter => (submitter.Submitter, submitter.Rows.Count)), parts.Select(submitter => (submitter.Submitter, submitter.Rows.Count)));
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private Task<WeekSteps> ListAsync() => Store.ListAsync(Given.Week, Basis, Token);

    private async Task<bool> StoreAsync(SubmitterRange range) => await Store.StoreAsync(Given.Week, Basis, (await ListAsync()).Watermark, range, Content);

    private async Task StoreAllAsync()
    {
        foreach (var range in Ranges)
        {
            Assert.True(await StoreAsync(range));
        }
    }

    private Task<bool> PublishAsync(IsoWeek week, long watermark) => _storage.Publications.StoreAsync(new(week, Given.Friday, "\"1\"", [1]), watermark);

    private async Task<byte[]> WriteBackupAsync()
    {
        using var written = new MemoryStream();
        await _storage.Backups.WriteAsync(written, Token);
        return written.ToArray();
    }

    /// <summary>The receipt of submitter 1.</summary>
    private async Task<Guid> ReceiptOfCellAsync() =>
        (await _storage.Register.ListAsync(10, Token)).Single(submission => submission.Rows.Any(row => row is KeptRow.Cell)).Receipt;

    private async Task AssertOnlyTheStepIsGoneAsync()
    {
        Assert.Equal([Ranges[0], Ranges[2]], (await ListAsync()).Ranges);
        Assert.Null(await Store.ReadAsync(Given.Week, Ranges[1], Token));
    }

    private async Task AssertNothingIsStoredAsync()
    {
        foreach (var range in (SubmitterRange[])[.. Ranges, SubmitterRange.All])
        {
            Assert.Null(await Store.ReadAsync(Given.Week, range, Token));
        }

        Assert.Empty((await ListAsync()).Ranges);
    }
}
