using System.Collections.Immutable;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with the rows of windows and with publications.</summary>
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
    public async Task ReadScheduleAsync_NoRows_IsEmpty() => AssertSchedule(new(null, null, null, []), await ScheduleAsync());

    [Fact]
    public async Task ReadScheduleAsync_Rows_IsTheFirstDayOfWhichThereAreAny()
    {
        await SubmitAsync(1, Given.Monday.AddDays(7));
        await SubmitAsync(1, Given.Monday);
        AssertSchedule(new(Given.Monday, null, null, []), await ScheduleAsync());
    }

    [Fact]
    public async Task ReadScheduleAsync_ASnapshotOnly_IsItsWeek()
    {
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday)));
        AssertSchedule(new(Given.Monday, null, null, []), await ScheduleAsync());
    }

    [Fact]
    public async Task ReadScheduleAsync_SomePublished_NamesTheNewestAndThoseThatAreNotFinal()
    {
        await SubmitAsync(1, Given.Monday);
        await Store.PublishAsync(Given.Published(Given.Monday));
        await Store.PublishAsync(Given.Published(Next, isFinal: false));
        await _storage.RestartAsync();
        AssertSchedule(new(Given.Monday, null, Next, [Next]), await ScheduleAsync());
        AssertSchedule(new(Given.Monday, null, null, []), await ScheduleAsync(StatsWindowKind.FourWeeks));
    }

    [Fact]
    public async Task ReadScheduleAsync_ADayIsPurged_IsSealed()
    {
        await SubmitAsync(1, Given.Monday);
        await Store.FinishAsync(Given.Monday);
        await using (var rows = await _storage.Days.OpenDayAsync(Given.Monday, Token))
        {
            await _storage.Days.StoreAggregatesAsync(Given.Monday, rows.Watermark, []);
        }

        await _storage.Days.PurgeDayAsync(Given.Monday);
        Assert.Equal(Given.Monday, (await ScheduleAsync()).LastSealedDay);
    }

    [Fact]
    public async Task ReadNewestAsync_NothingPublished_IsNull() => Assert.Null(await NewestAsync());

    [Fact]
    public async Task ReadNewestAsync_SeveralPublished_IsTheNewestWhole()
    {
        var newest = Given.Published(Next, cells: Cells);
        await Store.PublishAsync(newest);
        await Store.PublishAsync(Given.Published(Given.Monday));
        await Store.PublishAsync(Given.Published(Epoch.Containing(Next).FirstDay.AddDays(28), StatsWindowKind.FourWeeks));
        await _storage.RestartAsync();
        AssertSame(newest, await NewestAsync());
    }

    [Fact]
    public async Task StoreAsync_AFinalPublication_StaysAsItWas()
    {
        var final = Given.Published(Given.Monday, second: 1);
        await Store.PublishAsync(Given.Published(Given.Monday, isFinal: false));
        await Store.PublishAsync(final);
        Assert.True(await Store.PublishAsync(Given.Published(Given.Monday, second: 2)));
        Assert.True(await Store.PublishAsync(Given.Published(Given.Monday, isFinal: false, second: 3)));
        AssertSame(final, await NewestAsync());
    }

    [Fact]
    public async Task ReadVersionAsync_AnythingPublished_Changes()
    {
        var versions = new List<string> { await VersionAsync() };
        foreach (
            var publication in (WindowPublication[])
                [
                    Given.Published(Given.Monday, isFinal: false),
                    Given.Published(Given.Monday),
                    Given.Published(Next, isFinal: false),
                    Given.Published(Next, isFinal: false, second: 1),
                ]
        )
        {
            await Store.PublishAsync(publication);
            versions.Add(await VersionAsync());
        }

        Assert.Equal(5, versions.Distinct().Count());
        await Store.PublishAsync(Given.Published(Given.Monday, StatsWindowKind.FourWeeks));
        Assert.Equal(versions[^1], await VersionAsync());
    }

    [Fact]
    public async Task ReadAsync_SomeWeeks_HoldTheirCellsAsTheyWereStored()
    {
        await Store.PublishAsync(Given.Published(Given.Monday, cells: Cells));
        await Store.PublishAsync(Given.Published(Next));
        await Store.PublishAsync(Given.Published(Next.AddDays(7)));
        await _storage.RestartAsync();
        var weeks = await Store.ReadAsync(StatsWindowKind.Week, Given.Monday, Next, Token);
        Assert.Equal(2, weeks.Count);
        AssertSame(Given.Published(Given.Monday, cells: Cells), weeks[0]);
        AssertSame(Given.Published(Next), weeks[1]);
    }

    [Fact]
    public async Task OpenAsync_CellsAndSnapshots_AreTheSubmittersOfThoseDays()
    {
        await SubmitAsync(1, Given.Monday.AddDays(-1));
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(1, Given.Week.LastDay);
        await SubmitAsync(2, Given.Monday.AddDays(7));
        await _storage.Submissions.SubmitAsync(
            Given.Submission(3, Given.Snapshot(Given.Friday, totalEvents: 12, calls: 4)) with
            {
                Client = AgentClient.Codex,
            }
        );
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Given.Friday, totalEvents: 13)));
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Midnight(Given.Monday).AddHours(-1))));
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Snapshot(Midnight(Given.Monday.AddDays(7)))));

        var read = (await Rows.ReadWeekAsync(_storage, Given.Week)).ToDictionary(
            submitter => submitter.Submitter,
            submitter => submitter.Rows
        );

        Assert.Equal([Given.Submitter(1), Given.Submitter(3)], read.Keys.OrderBy(id => id == Given.Submitter(3)));
        Assert.Equal([Given.Monday, Given.Week.LastDay], read[Given.Submitter(1)].OfType<StoredRow.Cell>().Select(cell => cell.Day));
        Assert.Equal(13, Assert.Single(read[Given.Submitter(1)].OfType<StoredRow.Snapshot>()).TotalEvents);
        var row = Given.Snapshot(Given.Friday, totalEvents: 12, calls: 4);
        var snapshot = Assert.IsType<StoredRow.Snapshot>(Assert.Single(read[Given.Submitter(3)]));
        Assert.Equal(Given.Report(4).Counts.AsEnumerable(), snapshot.Report.Counts);
        Assert.Equal(
            (AgentClient.Codex, Given.Friday, 12, Convert.ToHexStringLower(row.ContentHash.AsSpan())),
            (snapshot.Client, snapshot.GeneratedHour, snapshot.TotalEvents, snapshot.ContentHash));
    }

    /// <summary>Days of two weeks, the first and last of which are incomplete.</summary>
    [Fact]
    public async Task OpenAsync_DaysOfTwoWeeks_HoldTheSnapshotsThatWereMadeOnThem()
    {
        foreach (var day in (int[])[1, 2, 6, 7, 8, 9])
        {
            await _storage.Submissions.SubmitAsync(Given.Submission(day, Given.Snapshot(Midnight(Given.Monday.AddDays(day)).AddHours(23))));
        }

        await using var rows = await Store.OpenAsync(Given.Monday.AddDays(2), Given.Monday.AddDays(8), SubmitterRange.All, Token);
        Assert.Equal(
            ((int[])[2, 6, 7, 8]).Select(Given.Submitter).ToHashSet(),
            (await Rows.ReadAsync(rows.Submitters)).Select(submitter => submitter.Submitter).ToHashSet()
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(256)]
    public async Task OpenAsync_RangesOfSubmitters_HoldEachSubmitterOnce(int ranges)
    {
        for (var submitter = 0; submitter < 40; submitter++)
        {
            await _storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Cell(Given.Monday), Given.Snapshot(Given.Friday)));
        }

        var read = new List<SubmitterRows>();
        foreach (var range in SubmitterRange.Divide(ranges))
        {
            await using var rows = await Store.OpenAsync(Given.Monday, Given.Week.LastDay, range, Token);
            read.AddRange(await Rows.ReadAsync(rows.Submitters));
        }

        Assert.Equal(
            Enumerable.Range(0, 40).Select(Given.Submitter).ToHashSet(),
            read.Select(submitter => submitter.Submitter).ToHashSet()
        );
        Assert.Equal(40, read.Count);
        Assert.All(read, submitter => Assert.Equal(2, submitter.Rows.Count));
    }

    [Fact]
    public async Task OpenAsync_WhatComesWhileItIsRead_IsNotInIt()
    {
        await SubmitAsync(1, Given.Monday);
        await using var rows = await Store.OpenAsync(Given.Monday, Given.Week.LastDay, SubmitterRange.All, Token);
        await SubmitAsync(1, Given.Week.LastDay);
        Assert.Single(Assert.Single(await Rows.ReadAsync(rows.Submitters)).Rows);
    }

    [Theory]
    [InlineData("deletion")]
    [InlineData("removal")]
    [InlineData("quarantine")]
    public async Task StoreAsync_RowsWereRemovedMeanwhile_IsRefusedUntilItIsComputedAgain(string how)
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(2, Given.Monday);
        await using var rows = await Store.OpenAsync(Given.Monday, Given.Week.LastDay, SubmitterRange.All, Token);
        var receipt = (await _storage.Register.ListAsync(1, Token)).Single().Receipt;
        await (how switch
        {
            "deletion" => _storage.Deletions.DeleteAsync(Given.Submitter(1), Epoch.Containing(Given.Monday), Given.Friday),
            "removal" => _storage.Register.RemoveAsync(receipt),
            _ => _storage.Register.SetQuarantineAsync(receipt, quarantined: true),
        });

        Assert.Equal(rows.Watermark + 1, await Store.CountRemovalsAsync(Token));
        Assert.False(await Store.StoreAsync(Given.Published(Given.Monday), rows.Watermark));
        Assert.Null(await NewestAsync());
        Assert.True(await Store.PublishAsync(Given.Published(Given.Monday)));
    }

    [Fact]
    public async Task StoreAsync_WhatIsInQuarantineWasPutThereAgain_IsStored()
    {
        await SubmitAsync(1, Given.Monday);
        var receipt = (await _storage.Register.ListAsync(1, Token)).Single().Receipt;
        Assert.True(await _storage.Register.SetQuarantineAsync(receipt, quarantined: true));
        await using var rows = await Store.OpenAsync(Given.Monday, Given.Week.LastDay, SubmitterRange.All, Token);
        Assert.True(await _storage.Register.SetQuarantineAsync(receipt, quarantined: true));

        Assert.Equal(rows.Watermark, await Store.CountRemovalsAsync(Token));
        Assert.True(await Store.StoreAsync(Given.Published(Given.Monday), rows.Watermark));
    }

    [Fact]
    public async Task StoreAsync_RowsCameMeanwhile_IsStored()
    {
        await using var rows = await Store.OpenAsync(Given.Monday, Given.Week.LastDay, SubmitterRange.All, Token);
        await SubmitAsync(2, Given.Monday);
        await _storage.Deletions.DeleteAsync(Given.Submitter(9), Epoch.Containing(Given.Monday), Given.Friday);
        Assert.True(await Store.StoreAsync(Given.Published(Given.Monday), rows.Watermark));
    }

    [Fact]
    public async Task CountChangedAsync_ReportsAndDeletions_CountEachSubmitterOnce()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(1, Given.Monday.AddDays(1));
        await SubmitAsync(2, Given.Monday);
        await _storage.Submissions.SubmitAsync(
            Given.Submission(3, Given.Cell(Given.Monday)) with
            {
                ReceivedHour = Given.Friday.AddHours(1),
            }
        );
        Assert.Equal(
            (3, 3, 1, 0),
            (
                await ChangedAsync(DateTimeOffset.MinValue),
                await ChangedAsync(Given.Friday),
                await ChangedAsync(Given.Friday.AddHours(1)),
                await ChangedAsync(Given.Friday.AddHours(2))
            )
        );

        await _storage.Deletions.DeleteAsync(Given.Submitter(2), Epoch.Containing(Given.Monday), Given.Friday.AddHours(1));
        Assert.Equal((3, 2), (await ChangedAsync(Given.Friday), await ChangedAsync(Given.Friday.AddHours(1))));
        Assert.Equal(1, await Store.CountChangedAsync(Given.Friday.AddHours(1), Given.Friday.AddHours(1), Token));

        // A deletion that finds nothing changes nothing.
        await _storage.Deletions.DeleteAsync(Given.Submitter(99), Epoch.Containing(Given.Monday), Given.Friday.AddHours(3));
        await _storage.Deletions.DeleteAsync(Given.Submitter(2), Epoch.Containing(Given.Monday), Given.Friday.AddHours(3));
        Assert.Equal(0, await ChangedAsync(Given.Friday.AddHours(2)));
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private static ImmutableArray<PublishedCell> Cells =>
        [
            new(new(null, UsageName.Everything), new() { Submitters = 60, Calls = 120 }),
            new(new(AgentClient.Codex, new(Dimension.Tool, "")), new() { Submitters = 10 }),
            new(
                new(AgentClient.Codex, new(Dimension.Tool, "Bash")),
                new()
                {
                    Submitters = 50,
                    Calls = 1_200,
                    ErrorRate = 0.25,
                    CallsMedian = 0.5,
                }
            ),
        ];

    private static DateOnly Next => Given.Week.Next.FirstDay;

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static void AssertSchedule(PublicationSchedule expected, PublicationSchedule actual)
    {
        Assert.Equal(expected.Open, actual.Open);
        Assert.Equal(expected, actual with { Open = expected.Open });
    }

    private static void AssertSame(WindowPublication expected, WindowPublication? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Cells.AsEnumerable(), actual.Cells);
        Assert.Equal(expected, actual with { Cells = expected.Cells });
    }

    private Task<SubmissionDecision> SubmitAsync(int submitter, DateOnly day) =>
        _storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Cell(day)));

    private Task<PublicationSchedule> ScheduleAsync(StatsWindowKind window = StatsWindowKind.Week) =>
        Store.ReadScheduleAsync(window, Token);

    private Task<WindowPublication?> NewestAsync() => Store.ReadNewestAsync(StatsWindowKind.Week, Token);

    private Task<string> VersionAsync() => Store.ReadVersionAsync(StatsWindowKind.Week, Token);

    private Task<int> ChangedAsync(DateTimeOffset since) =>
        Store.CountChangedAsync(since, since.AddSeconds(since == DateTimeOffset.MinValue ? 0 : -1), Token);
}
