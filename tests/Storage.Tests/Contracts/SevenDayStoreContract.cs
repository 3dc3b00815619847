using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with seven days and their publications.</summary>
public abstract class SevenDayStoreContract : IAsyncLifetime
{
    private static readonly SevenDays Saturday = SevenDays.Parse("2026-11-21");
    private static readonly SevenDays Friday = SevenDays.Parse("2026-11-20");

    private IStorageUnderTest _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ISevenDayStore Store => _storage.SevenDays;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task HasReportsAsync_ACell_IsTrueFromItsDayOn()
    {
        await SubmitAsync(1, Given.Monday, Given.Friday);
        Assert.Equal((false, true), (await Store.HasReportsAsync(Given.Monday.AddDays(-1), Token), await Store.HasReportsAsync(Given.Monday, Token)));
    }

    [Fact]
    public async Task OpenAsync_SomeDays_HoldsTheCellsOfThoseDaysAlone()
    {
        foreach (var day in (int[])[-1, 0, 1, 3])
        {
            await SubmitAsync(1, Given.Monday.AddDays(day), Given.Friday);
        }

        await SubmitAsync(1, Given.Monday, Given.Friday, revision: 2);
        await _storage.Submissions.SubmitAsync(Given.Submission(2, Given.Snapshot(Given.Friday)));

        await using var rows = await Store.OpenAsync(Given.Monday, Given.Monday.AddDays(2), Token);
        var read = Assert.Single(await Rows.ReadAsync(rows.Submitters));

        Assert.Equal(Given.Submitter(1), read.Submitter);
        Assert.Equal([Given.Monday, Given.Monday.AddDays(1)], read.Rows.Cast<KeptRow.Cell>().Select(cell => cell.Day).Order());
    }

    [Fact]
    public async Task OpenAsync_AQuarantinedSubmission_IsNotInIt()
    {
        await SubmitAsync(1, Given.Monday, Given.Friday);
        var receipt = Assert.Single(await _storage.Register.ListAsync(1, Token)).Receipt;
        await _storage.Register.SetQuarantineAsync(receipt, quarantined: true);
        await using var rows = await Store.OpenAsync(Given.Monday, Given.Monday, Token);
        Assert.Empty(await Rows.ReadAsync(rows.Submitters));
    }

    [Fact]
    public async Task StoreAsync_OneAfterTheOther_KeepsTheNewestWhole()
    {
        Assert.Null(await Store.ReadNewestAsync(Token));
        Assert.True(await StoreAsync(Publication(Friday, 1), null));
        Assert.True(await StoreAsync(Publication(Saturday, 2), Friday));
        await _storage.RestartAsync();
        AssertSame(Publication(Saturday, 2), await Store.ReadNewestAsync(Token));
    }

    [Fact]
    public async Task StoreAsync_PublishedDays_StayAsTheyWereFirst()
    {
        await StoreAsync(Publication(Saturday, 1), null);
        Assert.Equal((true, true), (await StoreAsync(Publication(Saturday, 2), null), await StoreAsync(Publication(Friday, 3), null)));
        AssertSame(Publication(Saturday, 1), await Store.ReadNewestAsync(Token));
    }

    [Fact]
    public async Task StoreAsync_AnotherOneWasPublishedBetween_IsRefused()
    {
        await StoreAsync(Publication(Friday, 1), null);
        Assert.False(await StoreAsync(Publication(Saturday, 2), null));
        AssertSame(Publication(Friday, 1), await Store.ReadNewestAsync(Token));
    }

    [Fact]
    public async Task StoreAsync_ManyAtOnce_OneWins()
    {
        var publications = Enumerable.Range(0, 20).Select(number => Publication(Saturday, (byte)number)).ToList();
        Assert.All(await Task.WhenAll(publications.Select(publication => StoreAsync(publication, null))), Assert.True);
        var newest = await Store.ReadNewestAsync(Token);
        AssertSame(publications[newest!.Body[0]], newest);
    }

    [Theory]
    [InlineData("deletion")]
    [InlineData("removal")]
    [InlineData("quarantine")]
    public async Task StoreAsync_RowsWereRemovedMeanwhile_IsRefusedUntilItIsBuiltAnew(string how)
    {
        await SubmitAsync(1, Given.Monday, Given.Friday);
        await SubmitAsync(2, Given.Monday, Given.Friday);
        await using var rows = await Store.OpenAsync(Given.Monday, Given.Monday, Token);
        var receipt = (await _storage.Register.ListAsync(1, Token)).Single().Receipt;
        await (how switch
        {
            "deletion" => _storage.Deletions.DeleteAsync(Given.Submitter(1), Epoch.Of(Given.Monday), Given.Friday),
            "removal" => _storage.Register.RemoveAsync(receipt),
            _ => _storage.Register.SetQuarantineAsync(receipt, quarantined: true),
        });

        Assert.False(await Store.StoreAsync(Publication(Saturday, 1), null, rows.Watermark));
        Assert.Null(await Store.ReadNewestAsync(Token));
        Assert.True(await StoreAsync(Publication(Saturday, 2), null));
    }

    [Fact]
    public async Task StoreAsync_RowsCameMeanwhile_IsStored()
    {
        await SubmitAsync(1, Given.Monday, Given.Friday);
        await using var rows = await Store.OpenAsync(Given.Monday, Given.Monday, Token);
        await SubmitAsync(2, Given.Monday, Given.Friday);
        await _storage.Deletions.DeleteAsync(Given.Submitter(9), Epoch.Of(Given.Monday), Given.Friday);
        Assert.True(await Store.StoreAsync(Publication(Saturday, 1), null, rows.Watermark));
    }

    [Fact]
    public async Task Restore_SevenDays_AreTakenUpWhereThereAreNone()
    {
        await using var other = await OpenAsync();
        var publication = Publication(Saturday, (byte)'1') with { Body = [.. "{}"u8] };
        await StoreAsync(publication, null);
        using var backup = new MemoryStream();
        await _storage.Backups.WriteAsync(backup, Token);
        backup.Position = 0;
        await other.Backups.RestoreAsync(backup, Token);

        AssertSame(publication, await other.SevenDays.ReadNewestAsync(Token));

        await using var rows = await other.SevenDays.OpenAsync(Given.Monday, Given.Monday, Token);
        Assert.True(await other.SevenDays.StoreAsync(Publication(SevenDays.Parse("2026-11-23"), 7), Saturday, rows.Watermark));
        backup.Position = 0;
        await other.Backups.RestoreAsync(backup, Token);
        AssertSame(Publication(SevenDays.Parse("2026-11-23"), 7), await other.SevenDays.ReadNewestAsync(Token));
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private static SevenDayPublication Publication(SevenDays days, byte first) =>
        new(days, new(2026, 11, 22, 0, 15, first % 60, TimeSpan.Zero), $"\"{first}\"", [first, 0, 255]);

    private static void AssertSame(SevenDayPublication expected, SevenDayPublication? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Body.AsEnumerable(), actual.Body);
        Assert.Equal(expected, actual with { Body = expected.Body });
    }

    private Task<StoredSubmission> SubmitAsync(int submitter, DateOnly day, DateTimeOffset received, long revision = 1) =>
        _storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Cell(day, revision)) with { ReceivedHour = received });

    private async Task<bool> StoreAsync(SevenDayPublication publication, SevenDays? before)
    {
        await using var rows = await Store.OpenAsync(Given.Monday, Given.Monday, Token);
        return await Store.StoreAsync(publication, before, rows.Watermark);
    }
}
