using System.Security.Cryptography;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Publication;
using ToolTime.Storage.Backup;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with backups.</summary>
public abstract class BackupContract : IAsyncLifetime
{
    private static readonly DayAggregate Bash = new(
        Dimension.Tool,
        "Bash",
        1,
        new()
        {
            Reports = 1,
            Calls = 9,
            ObservedCalls = 8,
            Errors = 3,
            Rejections = 1,
        }
    );
    private static readonly DateOnly Today = DateOnly.FromDateTime(Given.Friday.UtcDateTime);
    private static readonly IsoWeek LastWeek = IsoWeek.Containing(Given.Monday.AddDays(-7));

    private IStorageUnderTest _storage = null!;
    private IStorageUnderTest _other = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_storage, _other) = (await OpenAsync(), await OpenAsync());

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await _other.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Restore_IntoAnEmptyStorage_GivesTheSameBackup()
    {
        await FillAsync(_storage);
        var backup = await WriteAsync(_storage);
        var report = await RestoreAsync(_other, backup);
        await _other.RestartAsync();

        Assert.Equal(await PiecesAsync(_storage), await PiecesAsync(_other));
        Assert.Equal(new RestoreReport(Given.Friday, 5, 5), report);
        Assert.Equal(RowsOf(await Rows.ReadWeekAsync(_storage, Given.Week)), RowsOf(await Rows.ReadWeekAsync(_other, Given.Week)));
    }

    [Fact]
    public async Task Restore_PublishedCells_ComeBack()
    {
        PublishedCell[] cells =
        [
            new(
                new(AgentClient.Codex, new(Dimension.Tool, "Bash")),
                new()
                {
                    Submitters = 50,
                    Calls = 1_200,
                    ErrorRate = 0.25,
                }
            ),
        ];
        await _storage.Publications.PublishAsync(Given.Published(LastWeek.FirstDay, cells: [.. cells]));

        await RestoreAsync(_other, await WriteAsync(_storage));
        Assert.Equal(
            cells,
            Assert
                .Single(await _other.Publications.ReadAsync(StatsWindowKind.Week, LastWeek.FirstDay, LastWeek.FirstDay, Token))
                .Cells.AsEnumerable()
        );
    }

    [Fact]
    public async Task Restore_NamesThatAreNotListed_AreNormalizedOnTheirWay()
    {
        var content = CanonicalReport.Encode(
            new()
            {
                Counts =
                [
                    new()
                    {
                        Dimension = Dimension.Tool,
                        Name = "acme_deploy",
                        Calls = 3,
                    },
                ],
            },
            totalEvents: null
        );
        await _storage.Submissions.SubmitAsync(
            Given.Submission(1, Given.Cell(Given.Monday) with { Content = [.. content], ContentHash = [.. SHA256.HashData(content)] })
        );
        await RestoreAsync(_other, await WriteAsync(_storage));
        Assert.Equal("", Assert.Single(Assert.Single(Assert.Single(await Rows.ReadWeekAsync(_other, Given.Week)).Rows).Report.Counts).Name);
    }

    [Fact]
    public async Task Restore_IntoTheStorageItself_ChangesNothing()
    {
        await FillAsync(_storage);
        await RollUpAsync(_storage, LastWeek.LastDay);
        var before = await PiecesAsync(_storage);
        Assert.Equal(0, (await RestoreAsync(_storage, await WriteAsync(_storage))).Stored);
        Assert.Equal(before, await PiecesAsync(_storage));
        Assert.Null(await _storage.Days.FindDayToRollUpAsync(default, Today, Token));
    }

    [Fact]
    public async Task Restore_AgainAfterAnInterruption_GivesTheWhole()
    {
        await FillAsync(_storage);
        var pieces = new List<BackupPiece>();
        await foreach (var piece in _storage.BackupStore.ReadAsync(Token))
        {
            pieces.Add(piece);
        }

        await _other.BackupStore.MergeAsync(pieces[..(pieces.Count / 2)], DateOnly.MinValue);
        await RestoreAsync(_other, await WriteAsync(_storage));
        Assert.Equal(await PiecesAsync(_storage), await PiecesAsync(_other));
    }

    [Fact]
    public async Task Restore_RowsThatAreMissing_ArePutBackAndTheirDaysComputedAnew()
    {
        await SubmitAsync(_storage, 1, Given.Cell(Given.Monday));
        var backup = await WriteAsync(_storage);
        await SubmitAsync(_other, 2, Given.Cell(Given.Monday));
        await RollUpAsync(_other, Given.Monday);

        await RestoreAsync(_other, backup);
        Assert.Equal(Given.Monday, await _other.Days.FindDayToRollUpAsync(default, Today, Token));
        Assert.Equal(2, (await Rows.ReadWeekAsync(_other, Given.Week)).Count);
        Assert.Equal(2, (await _other.Register.ListAsync(10, Token)).Count);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 3)]
    public async Task Restore_TwoRevisionsOfACell_StoresTheGreater(long backedUp, long expected)
    {
        await SubmitAsync(_storage, 1, Given.Cell(Given.Monday, backedUp, calls: (int)backedUp));
        await SubmitAsync(_other, 1, Given.Cell(Given.Monday, revision: 2, calls: 2));
        await RestoreAsync(_other, await WriteAsync(_storage));
        Assert.Equal(expected, Assert.Single((await Rows.ReadWeekAsync(_other, Given.Week)).Single().Rows).Report.Counts[0].Calls);
    }

    [Fact]
    public async Task Restore_WhatWasDeletedSince_DoesNotComeBack()
    {
        await SubmitAsync(_storage, 1, Given.Cell(Given.Monday));
        await SubmitAsync(_storage, 1, Given.Snapshot(Given.Friday));
        await SubmitAsync(_storage, 2, Given.Cell(Given.Monday));
        var backup = await WriteAsync(_storage);
        await _storage.Deletions.DeleteAsync(Given.Submitter(1), Epoch.Containing(Given.Monday), Given.Friday);

        await RestoreAsync(_storage, backup);
        Assert.Equal(Given.Submitter(2), Assert.Single(await Rows.ReadWeekAsync(_storage, Given.Week)).Submitter);
        Assert.Single(await _storage.Register.ListAsync(10, Token));
    }

    [Fact]
    public async Task Restore_ADeletionThatIsNewsHere_TakesWhatItCoversAndNoMore()
    {
        await SubmitAsync(_other, 1, Given.Cell(Given.Monday), Given.Cell(Today.AddDays(1)));
        await SubmitAsync(_other, 1, Given.Snapshot(Given.Friday));
        await SubmitAsync(_other, 2, Given.Cell(Given.Monday));
        await RollUpAsync(_other, Given.Monday);
        await _storage.Deletions.DeleteAsync(Given.Submitter(1), Epoch.Containing(Given.Monday), Given.Friday);

        await RestoreAsync(_other, await WriteAsync(_storage));
        var rows = await Rows.ReadWeekAsync(_other, Given.Week);
        Assert.Equal([Today.AddDays(1)], DaysOf(rows, 1));
        Assert.Equal([Given.Monday], DaysOf(rows, 2));
        Assert.Equal(Given.Monday, await _other.Days.FindDayToRollUpAsync(default, Today, Token));
        Assert.Equal(RowOutcome.Duplicate, await SubmitAsync(_other, 1, Given.Cell(Given.Monday, revision: 9)));
    }

    [Fact]
    public async Task Restore_APublication_NeverTakesTheTurnOfAFinalOne()
    {
        await _storage.Publications.PublishAsync(Given.Published(Given.Monday, second: 9));
        await _storage.Publications.PublishAsync(Given.Published(Given.Week.Next.FirstDay, second: 9));
        await _other.Publications.PublishAsync(Given.Published(Given.Monday, second: 1));
        await _other.Publications.PublishAsync(Given.Published(Given.Week.Next.FirstDay, isFinal: false, second: 1));
        await RestoreAsync(_other, await WriteAsync(_storage));
        var published = await _other.Publications.ReadAsync(StatsWindowKind.Week, Given.Monday, Given.Week.Next.FirstDay, Token);
        Assert.Equal([(true, 1), (true, 9)], published.Select(week => (week.IsFinal!.Value, week.PublishedAt.Second)));
    }

    [Fact]
    public async Task Restore_AWeekOfTheRulesOfBefore_IsReadableAsItWas()
    {
        await _other.BackupStore.MergeAsync(
            [
                new BackupPiece.ClosedWeek(Given.Monday),
                new BackupPiece.Publication(Given.Monday, Given.Friday, "\"1\"", "{}"),
                new BackupPiece.SevenDays(),
            ],
            DateOnly.MinValue
        );
        Assert.Equal<byte>("{}"u8.ToArray(), await _other.Publications.ReadArchivedAsync(Given.Week, Token));
        Assert.Null(await _other.Publications.ReadNewestAsync(StatsWindowKind.Week, Token));
        Assert.Equal(Given.Monday, (await _other.Publications.ReadScheduleAsync(StatsWindowKind.Week, Token)).NewestPublished);
        await RestoreAsync(_storage, await WriteAsync(_other));
        Assert.Equal<byte>("{}"u8.ToArray(), await _storage.Publications.ReadArchivedAsync(Given.Week, Token));
    }

    [Fact]
    public async Task Restore_ADayThatIsSealedHere_StaysSealed()
    {
        await SubmitAsync(_storage, 1, Given.Cell(Given.Monday));
        var backup = await WriteAsync(_storage);
        await SubmitAsync(_other, 2, Given.Cell(Given.Monday));
        await SealAsync(_other, Given.Monday);
        var before = await PiecesAsync(_other);

        Assert.Equal(0, (await RestoreAsync(_other, backup)).Stored);
        Assert.Equal(before.Where(IsNoReceipt), (await PiecesAsync(_other)).Where(IsNoReceipt));
    }

    [Fact]
    public async Task Merge_RowsOlderThanAnyTombstone_ArePassedOverButForTheirAggregates()
    {
        await SubmitAsync(_storage, 1, Given.Cell(Given.Monday));
        await RollUpAsync(_storage, Given.Monday);
        var pieces = new List<BackupPiece>();
        await foreach (var piece in _storage.BackupStore.ReadAsync(Token))
        {
            pieces.Add(piece);
        }

        Assert.Equal(0, await _other.BackupStore.MergeAsync(pieces, Given.Week.Next.FirstDay));
        Assert.Empty(await Rows.ReadWeekAsync(_other, Given.Week));
        Assert.Equal(Bash.Totals, await _other.Days.ReadAggregateAsync(new(Given.Monday, Dimension.Tool, "Bash"), Token));
        Assert.Null(await _other.Days.FindDayToRollUpAsync(default, Today, Token));
    }

    [Fact]
    public async Task Merge_RowsInQuarantine_AreSoWithTheirReceiptsAndLeftOutWithoutThem()
    {
        await SubmitAsync(_storage, 1, Given.Cell(Given.Monday), Given.Snapshot(Given.Friday));
        var rows = new List<BackupPiece>();
        var receipts = new List<BackupPiece>();
        await foreach (var piece in _storage.BackupStore.ReadAsync(Token))
        {
            (piece is BackupPiece.Receipt ? receipts : rows).Add(piece);
        }

        Assert.Equal(0, await _other.BackupStore.MergeAsync([.. rows.Select(Quarantined)], Given.Monday));
        Assert.Equal(2, await _other.BackupStore.MergeAsync([.. receipts.Select(Quarantined), .. rows], Given.Monday));
        Assert.Empty(await Rows.ReadWeekAsync(_other, Given.Week));
        var receipt = Assert.Single(await _other.Register.ListAsync(2, Token)).Receipt;
        Assert.True(await _other.Register.SetQuarantineAsync(receipt, quarantined: false));
        Assert.Equal(2, Assert.Single(await Rows.ReadWeekAsync(_other, Given.Week)).Rows.Count);
    }

    [Fact]
    public async Task Restore_ASnapshotOfAWeekWhoseMondayIsPurged_StaysAway()
    {
        await SubmitAsync(_storage, 1, Given.Snapshot(Given.Friday));
        await SubmitAsync(_other, 2, Given.Cell(Given.Monday));
        await SealAsync(_other, Given.Monday);
        Assert.Equal(0, (await RestoreAsync(_other, await WriteAsync(_storage))).Stored);
    }

    [Fact]
    public async Task Write_WhileSubmissionsComeIn_IsOneInstant()
    {
        var submitting = Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(number => SubmitAsync(_storage, number, Given.Cell(Given.Monday), Given.Cell(Given.Week.LastDay)))
        );
        var backup = await WriteAsync(_storage);
        await submitting;
        await RestoreAsync(_other, backup);

        // Either both days of a submission are stored, or neither.
        Assert.All(await Rows.ReadWeekAsync(_other, Given.Week), submitter => Assert.Equal(2, submitter.Rows.Count));
        await RestoreAsync(_other, await WriteAsync(_storage));
        Assert.Equal(200, (await Rows.ReadWeekAsync(_other, Given.Week)).Count);
    }

    private protected static async Task FillAsync(IStorageUnderTest storage)
    {
        // Last week is published and its Monday sealed; this week has everything, including quarantine and deletion.
        await SubmitAsync(storage, 4, Given.Cell(LastWeek.FirstDay), Given.Cell(LastWeek.LastDay));
        await storage.Publications.PublishAsync(Given.Published(LastWeek.FirstDay));
        await SealAsync(storage, LastWeek.FirstDay);

        await SubmitAsync(storage, 1, Given.Cell(Given.Monday, revision: 7, calls: 3), Given.Cell(Given.Week.LastDay));
        await SubmitAsync(storage, 2, Given.Snapshot(Given.Friday, totalEvents: 12, calls: 4));
        await SubmitAsync(storage, 3, Given.Cell(Given.Monday));
        await SubmitAsync(storage, 5, Given.Cell(Given.Monday));
        var newest = (await storage.Register.ListAsync(2, Token))[1];
        Assert.True(await storage.Register.SetQuarantineAsync(newest.Receipt, quarantined: true));
        await storage.Deletions.DeleteAsync(Given.Submitter(5), Epoch.Containing(Given.Monday), Given.Friday);
        await RollUpAsync(storage, Given.Monday);
    }

    private protected static async Task<byte[]> WriteAsync(IStorageUnderTest storage)
    {
        using var stream = new MemoryStream();
        await storage.Backup.WriteAsync(stream, Token);
        return stream.ToArray();
    }

    private protected static async Task<RestoreReport> RestoreAsync(IStorageUnderTest storage, byte[] backup)
    {
        using var stream = new MemoryStream(backup);
        return await storage.Backup.RestoreAsync(stream, Token);
    }

    /// <summary>All pieces as text, sorted independently of the storage, without aggregates that are recomputed from rows.</summary>
    private protected static async Task<List<string>> PiecesAsync(IStorageUnderTest storage)
    {
        var pieces = new List<string>();
        await foreach (var piece in storage.BackupStore.ReadAsync(Token))
        {
            if (piece is not BackupPiece.Day { Sealed: false })
            {
                pieces.Add(System.Text.Json.JsonSerializer.Serialize(piece));
            }
        }

        return [.. pieces.Order(StringComparer.Ordinal)];
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private static IEnumerable<string> RowsOf(IEnumerable<Grains.Storage.SubmitterRows> rows) =>
        rows.SelectMany(submitter =>
                submitter.Rows.Select(row => $"{submitter.Submitter} {row with { Report = new() { Counts = [] } }} {row.Report.Counts[0]}")
            )
            .Order();

    private static IEnumerable<DateOnly> DaysOf(IEnumerable<Grains.Storage.SubmitterRows> rows, int submitter) =>
        rows.Single(found => found.Submitter == Given.Submitter(submitter))
            .Rows.OfType<Grains.Storage.StoredRow.Cell>()
            .Select(cell => cell.Day);

    private static BackupPiece Quarantined(BackupPiece piece) => piece switch
    {
        BackupPiece.Receipt receipt => receipt with { Quarantined = true },
        BackupPiece.Cell cell => cell with { Quarantined = true },
        BackupPiece.Snapshot snapshot => snapshot with { Quarantined = true },
        _ => piece,
    };

    private static bool IsNoReceipt(string piece) => !piece.Contains("\"receipt\"", StringComparison.Ordinal);

    private static async Task<RowOutcome> SubmitAsync(IStorageUnderTest storage, int submitter, params NewRow[] rows) =>
        (await storage.Submissions.SubmitAsync(Given.Submission(submitter, [.. rows]))).Rows[0].Outcome;

    private static async Task RollUpAsync(IStorageUnderTest storage, DateOnly day)
    {
        await using var rows = await storage.Days.OpenDayAsync(day, Token);
        Assert.True(await storage.Days.StoreAggregatesAsync(day, rows.Watermark, [Bash]));
    }

    private static async Task SealAsync(IStorageUnderTest storage, DateOnly day)
    {
        await RollUpAsync(storage, day);
        await storage.Publications.FinishAsync(day);
        await storage.Days.PurgeDayAsync(day);
    }
}
