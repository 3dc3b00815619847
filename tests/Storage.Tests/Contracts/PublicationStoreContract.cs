using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with weeks and their publications.</summary>
public abstract class PublicationStoreContract : IAsyncLifetime
{
    private IStorageUnderTest _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IPublicationStore Store => _storage.Publications;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task FindWeekToPublishAsync_NoRows_IsNull() => Assert.Null(await FindAsync(Given.Week.EndExclusive.AddYears(1)));

    [Fact]
    public async Task FindWeekToPublishAsync_AtItsEnd_IsTheWeekOfTheFirstRow()
    {
        await SubmitAsync(1, Given.Monday.AddDays(7));
        await SubmitAsync(1, Given.Monday);
        Assert.Equal((null, Given.Week), (await FindAsync(Given.Week.EndExclusive.AddTicks(-1)), await FindAsync(Given.Week.EndExclusive)));
    }

    [Fact]
    public async Task FindWeekToPublishAsync_ASnapshotOnly_IsItsWeek()
    {
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday)));
        Assert.Equal(Given.Week, await FindAsync(Given.Week.EndExclusive));
    }

    [Fact]
    public async Task FindWeekToPublishAsync_WeeksAfterAPublishedOne_AreDueInOrderEvenWhenEmpty()
    {
        await SubmitAsync(1, Given.Monday);
        await StoreAsync(Publication(Given.Week, 1));
        Assert.Equal(
            (null, Given.Week.Next, Given.Week.Next),
            (await FindAsync(Given.Week.EndExclusive), await FindAsync(Given.Week.Next.EndExclusive), await FindAsync(Given.Week.Next.EndExclusive.AddYears(1))));
    }

    [Fact]
    public async Task FindWeekToPublishAsync_ClosedButNotPublished_IsStillDue()
    {
        await SubmitAsync(1, Given.Monday);
        await Store.CloseWeekAsync(Given.Week);
        await _storage.RestartAsync();
        Assert.Equal(Given.Week, await FindAsync(Given.Week.EndExclusive));
    }

    [Fact]
    public async Task CloseWeekAsync_Twice_IsTheSameAsOnce()
    {
        await Store.CloseWeekAsync(Given.Week);
        await Store.CloseWeekAsync(Given.Week);
        await _storage.RestartAsync();
        var stored = await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday)));
        Assert.Equal(RowFate.Late, stored.Rows.Single().Fate);
    }

    [Fact]
    public async Task ReadNewestAsync_NothingPublished_IsNull() => Assert.Null(await Store.ReadNewestAsync(Token));

    [Fact]
    public async Task ReadNewestAsync_SeveralPublished_IsTheNewestWeekWhole()
    {
        var newest = Publication(Given.Week.Next, 2);
        await StoreAsync(newest);
        await StoreAsync(Publication(Given.Week, 1));
        await _storage.RestartAsync();
        AssertSame(newest, await Store.ReadNewestAsync(Token));
    }

    [Fact]
    public async Task StoreAsync_APublishedWeek_StaysAsItWasFirst()
    {
        var first = Publication(Given.Week, 1);
        await StoreAsync(first);
        Assert.True(await StoreAsync(Publication(Given.Week, 2)));
        AssertSame(first, await Store.ReadNewestAsync(Token));
    }

    [Fact]
    public async Task StoreAsync_ManyAtOnce_OneWins()
    {
        var publications = Enumerable.Range(0, 20).Select(number => Publication(Given.Week, (byte)number)).ToList();
        await Task.WhenAll(publications.Select(StoreAsync));
        var newest = await Store.ReadNewestAsync(Token);
        AssertSame(publications[newest!.Body[0]], newest);
    }

    [Fact]
    public async Task OpenWeekAsync_CellsAndSnapshots_AreTheSubmittersOfThatWeek()
    {
        await SubmitAsync(1, Given.Monday.AddDays(-1));
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(1, Given.Week.LastDay);
        await SubmitAsync(2, Given.Monday.AddDays(7));
        await _storage.Submissions.SubmitAsync(Given.Submission(3, Given.Snapshot(Given.Friday, totalEvents: 12, calls: 4)) with { Client = AgentClient.Codex });
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday, totalEvents: 13)));
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday.AddDays(-2))));

        var read = (await Rows.ReadWeekAsync(_storage, Given.Week)).ToDictionary(submitter => submitter.Submitter, submitter => submitter.Rows);

        Assert.Equal([Given.Submitter(1), Given.Submitter(3)], read.Keys.OrderBy(id => id == Given.Submitter(3)));
        Assert.Equal([Given.Monday, Given.Week.LastDay], read[Given.Submitter(1)].OfType<KeptRow.Cell>().Select(cell => cell.Day));
        Assert.Equal(13, Assert.Single(read[Given.Submitter(1)].OfType<KeptRow.Snapshot>()).TotalEvents);
        var row = Given.Snapshot(Given.Friday, totalEvents: 12, calls: 4);
        var snapshot = Assert.IsType<KeptRow.Snapshot>(Assert.Single(read[Given.Submitter(3)]));
        Assert.Equal(Given.Report(4).Counts.AsEnumerable(), snapshot.Report.Counts);
        Assert.Equal(
            (AgentClient.Codex, Given.Friday, 12, Convert.ToHexStringLower(row.ContentHash.AsSpan())),
            (snapshot.Client, snapshot.GeneratedHour, snapshot.TotalEvents, snapshot.ContentHash));
    }

    [Fact]
    public async Task OpenWeekAsync_WhatComesWhileItIsRead_IsNotInIt()
    {
        await SubmitAsync(1, Given.Monday);
        await using var rows = await Store.OpenWeekAsync(Given.Week, Token);
        await SubmitAsync(1, Given.Week.LastDay);
        Assert.Single(Assert.Single(await Rows.ReadAsync(rows.Submitters)).Rows);
    }

    [Fact]
    public async Task StoreAsync_SomebodyDeletedMeanwhile_IsRefusedUntilItIsBuiltAnew()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(2, Given.Monday);
        await Store.CloseWeekAsync(Given.Week);
        await using var rows = await Store.OpenWeekAsync(Given.Week, Token);
        await _storage.Deletions.DeleteAsync(Given.Submitter(1), Epoch.Of(Given.Monday), Given.Friday);

        Assert.False(await Store.StoreAsync(Publication(Given.Week, 1), rows.Watermark));
        Assert.Null(await Store.ReadNewestAsync(Token));
        Assert.True(await StoreAsync(Publication(Given.Week, 2)));
    }

    [Fact]
    public async Task ReadWeeksAsync_SomeWeeks_HoldTheirCellsAsTheyWereStored()
    {
        PublishedCell[] cells =
        [
            new(new(null, UsageName.Everything), new() { Submitters = 60, Calls = 120 }),
            new(new(AgentClient.Codex, new(Dimension.Tool, "Bash")), new() { Submitters = 50, Calls = 1_200, ErrorRate = 0.25, CallsMedian = 0.5 }),
            new(new(AgentClient.Codex, new(Dimension.Tool, "")), new() { Submitters = 10 }),
        ];
        await SubmitAsync(1, Given.Monday);
        await StoreAsync(Publication(Given.Week, 1) with { Cells = [.. cells] });
        await StoreAsync(Publication(Given.Week.Next, 2));
        await StoreAsync(Publication(Given.Week.Next.Next, 3) with { Cells = [cells[0]] });
        await StoreAsync(Publication(Given.Week, 4) with { Cells = [cells[2]] });
        await _storage.RestartAsync();

        var weeks = await Store.ReadWeeksAsync(Given.Week, Given.Week.Next, Token);

        Assert.Equal([Given.Week, Given.Week.Next], weeks.Select(week => week.Week));
        Assert.Equal(cells.OrderBy(cell => cell.Key), weeks[0].Cells);
        Assert.Empty(weeks[1].Cells);
        AssertSame(Publication(Given.Week, 1), weeks[0] with { Cells = [] });
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private static WeekPublication Publication(IsoWeek week, byte first) =>
        new(week, new(2026, 11, 26, 0, 15, first, TimeSpan.Zero), $"\"{first}\"", [first, 0, 255]);

    private static void AssertSame(WeekPublication expected, WeekPublication? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Body.AsEnumerable(), actual.Body);
        Assert.Equal(expected, actual with { Body = expected.Body });
    }

    private Task<StoredSubmission> SubmitAsync(int submitter, DateOnly day) => _storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Cell(day)));

    private async Task<bool> StoreAsync(WeekPublication publication)
    {
        await using var rows = await Store.OpenWeekAsync(publication.Week, Token);
        return await Store.StoreAsync(publication, rows.Watermark);
    }

    private Task<IsoWeek?> FindAsync(DateTimeOffset endedBy) => Store.FindWeekToPublishAsync(endedBy, Token);
}
