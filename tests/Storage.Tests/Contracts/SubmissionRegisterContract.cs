using ToolTime.Grains.Operators;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with single submissions.</summary>
public abstract class SubmissionRegisterContract : IAsyncLifetime
{
    private IStorageUnderTest _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ISubmissionRegister Register => _storage.Register;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ListAsync_SeveralSubmissions_AreTheNewestWithWhatIsStoredOfEach()
    {
        await SubmitAsync(Given.Cell(Given.Monday));
        var replaced = await SubmitAsync(Given.Cell(Given.Week.LastDay));
        var cells = await SubmitAsync(Given.Cell(Given.Week.LastDay, revision: 2, calls: 5), Given.Cell(Given.Monday.AddDays(1)));
        var snapshot = await SubmitAsync(Given.Snapshot(Given.Friday));

        var listed = await Register.ListAsync(3, Token);

        Assert.Equal(
            [(snapshot, Given.Friday, false, 1), (cells, Given.Friday, false, 2), (replaced, Given.Friday, false, 0)],
            listed.Select(each => (each.Receipt, each.ReceivedHour, each.Quarantined, each.Rows.Count)));
        Assert.IsType<StoredRow.Snapshot>(listed[0].Rows.Single());
    }

    [Fact]
    public async Task SetQuarantineAsync_OnAndOff_LeavesItsRowsOutAndTakesThemIn()
    {
        var receipt = await SubmitAsync(Given.Cell(Given.Monday), Given.Snapshot(Given.Friday));
        Assert.True(await Register.SetQuarantineAsync(receipt, quarantined: true));
        await _storage.RestartAsync();
        Assert.Empty(await Rows.ReadWeekAsync(_storage, Given.Week));
        Assert.True(Assert.Single(await Register.ListAsync(10, Token)).Quarantined);
        Assert.Equal(Given.Monday, await _storage.Days.FindDayToRollUpAsync(default, Given.Week.LastDay, Token));

        Assert.True(await Register.SetQuarantineAsync(receipt, quarantined: false));
        Assert.Equal(2, Assert.Single(await Rows.ReadWeekAsync(_storage, Given.Week)).Rows.Count);
    }

    [Fact]
    public async Task SubmitAsync_ReplacesACellInQuarantine_IsInQuarantineWithAllThatItBrings()
    {
        var doubtful = await SubmitAsync(Given.Cell(Given.Monday));
        Assert.True(await Register.SetQuarantineAsync(doubtful, quarantined: true));
        var replacing = await SubmitAsync(
            Given.Cell(Given.Monday.AddDays(1)),
            Given.Cell(Given.Monday, revision: 2),
            Given.Snapshot(Given.Friday)
        );
        Assert.Empty(await Rows.ReadWeekAsync(_storage, Given.Week));
        Assert.Equal(
            (replacing, true),
            (await Register.ListAsync(1, Token)).Select(listed => (listed.Receipt, listed.Quarantined)).Single()
        );

        Assert.True(await Register.SetQuarantineAsync(replacing, quarantined: false));
        Assert.Equal(3, Assert.Single(await Rows.ReadWeekAsync(_storage, Given.Week)).Rows.Count);
        await SubmitAsync(Given.Cell(Given.Monday, revision: 3));
        Assert.Equal(3, Assert.Single(await Rows.ReadWeekAsync(_storage, Given.Week)).Rows.Count);
    }

    /// <summary>An older backup has the cell in quarantine; a newer one has a revision that came after its release.</summary>
    [Fact]
    public async Task MergeAsync_ANewerRevisionOfACellInQuarantine_IsInQuarantineWithAllThatItBringsAndCanBeReleased()
    {
        var doubtful = await SubmitAsync(Given.Cell(Given.Monday));
        Assert.True(await Register.SetQuarantineAsync(doubtful, quarantined: true));
        await using var newer = await OpenAsync();
        var replacing = Given.Submission(
            1,
            Given.Cell(Given.Monday.AddDays(1)),
            Given.Cell(Given.Monday, revision: 2),
            Given.Snapshot(Given.Friday)
        );
        await newer.Submissions.SubmitAsync(replacing);

        await _storage.BackupStore.MergeAsync(await newer.BackupStore.ReadAsync(Token).ToListAsync(Token), Given.Monday);
        Assert.Empty(await Rows.ReadWeekAsync(_storage, Given.Week));
        Assert.Equal(
            [replacing.Receipt, doubtful],
            (await Register.ListAsync(3, Token)).Where(listed => listed.Quarantined).Select(listed => listed.Receipt)
        );

        Assert.True(await Register.SetQuarantineAsync(replacing.Receipt, quarantined: false));
        Assert.Equal(3, Assert.Single(await Rows.ReadWeekAsync(_storage, Given.Week)).Rows.Count);
    }

    [Fact]
    public async Task RemoveAsync_ASubmission_TakesItsRowsAndReceipt()
    {
        var receipt = await SubmitAsync(Given.Cell(Given.Monday), Given.Snapshot(Given.Friday));
        var other = await SubmitAsync(Given.Cell(Given.Monday.AddDays(1)));
        Assert.True(await Register.RemoveAsync(receipt));
        Assert.False(await Register.RemoveAsync(receipt));
        Assert.IsType<StoredRow.Cell>(Assert.Single(Assert.Single(await Rows.ReadWeekAsync(_storage, Given.Week)).Rows));
        Assert.Equal(other, Assert.Single(await Register.ListAsync(10, Token)).Receipt);
    }

    [Fact]
    public async Task SetQuarantineAsync_NoSuchReceipt_IsFalse() =>
        Assert.False(await Register.SetQuarantineAsync(Guid.NewGuid(), quarantined: true));

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private async Task<Guid> SubmitAsync(params NewRow[] rows)
    {
        var submission = Given.Submission(1, [.. rows]);
        await _storage.Submissions.SubmitAsync(submission);
        return submission.Receipt;
    }
}
