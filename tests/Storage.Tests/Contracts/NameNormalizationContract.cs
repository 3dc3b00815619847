using System.Security.Cryptography;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do, when opened, with names stored before names were normalized at ingestion.</summary>
public abstract class NameFoldingContract : IAsyncLifetime
{
    private static readonly UsageCount[] Private = [Tool("acme_deploy", 3), Tool("acme_login", 4), Tool("Bash", 5)];
    private static readonly UsageCount[] Normalized = [Tool("", 7), Tool("Bash", 5)];

    private IStorageUnderTest _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Open_CellsWithPrivateNames_AreNormalizedAndTheirDayIsRolledUpAnew()
    {
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Cell(Private)));
        await RollUpAsync();
        Assert.Null(await FindDayAsync());

        await _storage.RestartAsBeforeFoldingAsync();

        Assert.Equal(Normalized, Assert.Single(await RowsAsync()).Report.Counts);
        Assert.Equal(Given.Monday, await FindDayAsync());
        var again = await _storage.Submissions.SubmitAsync(Given.Submission(1, Cell(Normalized)));
        Assert.Equal(RowOutcome.Duplicate, Assert.Single(again.Rows).Outcome);
    }

    [Fact]
    public async Task Open_SnapshotsThatDifferInPrivateNamesOnly_BecomeOne()
    {
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Snapshot(Tool("acme_deploy", 7), Tool("Bash", 5))));
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Snapshot(Private)));
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Snapshot(Tool("Bash", 6))));

        await _storage.RestartAsBeforeFoldingAsync();

        Assert.Equal(
            ["/7 Bash/5", "Bash/6"],
            (await RowsAsync())
                .Select(row => string.Join(' ', row.Report.Counts.Select(count => $"{count.Name}/{count.Calls}")))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Open_MoreRowsThanABatch_FoldsAll()
    {
        var submissions = Enumerable
            .Range(0, 1_203)
            .Select(number => _storage.Submissions.SubmitAsync(Given.Submission(number, Cell(Tool($"acme_{number}", 2)))));
        await Task.WhenAll(submissions);

        await _storage.RestartAsBeforeFoldingAsync();
        await _storage.RestartAsync();

        var rows = await RowsAsync();
        Assert.Equal(1_203, rows.Count);
        Assert.All(rows, row => Assert.Equal([Tool("", 2)], row.Report.Counts));
    }

    [Fact]
    public async Task Open_AggregatesOfADayWhoseRowsAreGone_AreNormalizedInTheirPlace()
    {
        await _storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday)));
        await RollUpAsync(Aggregate("acme_deploy", 2), Aggregate("acme_login", 3), Aggregate("Bash", 1));
        await _storage.Publications.FinishAsync(Given.Monday);
        await _storage.Days.PurgeDayAsync(Given.Monday);

        await _storage.RestartAsBeforeFoldingAsync();

        Assert.Null(await AggregateAsync("acme_deploy"));
        Assert.Equal(new() { Reports = 2, Calls = 20, ObservedCalls = 4, Errors = 2, Rejections = 0 }, await AggregateAsync(""));
        Assert.Equal(new() { Reports = 1, Calls = 10, ObservedCalls = 2, Errors = 1, Rejections = 0 }, await AggregateAsync("Bash"));
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private static UsageCount Tool(string name, int calls) => new() { Dimension = Dimension.Tool, Name = name, Calls = calls };

    private static DayAggregate Aggregate(string name, long submitters) =>
        new(Dimension.Tool, name, submitters, new() { Reports = 1, Calls = 10, ObservedCalls = 2, Errors = 1 });

    private static NewRow.Cell Cell(params UsageCount[] counts)
    {
        var content = CanonicalReport.Encode(
            new() { Counts = [.. counts.OrderBy(count => count.Name, StringComparer.Ordinal)] },
            totalEvents: null
        );
        return Given.Cell(Given.Monday) with { Content = [.. content], ContentHash = [.. SHA256.HashData(content)] };
    }

    private static NewRow.Snapshot Snapshot(params UsageCount[] counts)
    {
        var content = CanonicalReport.Encode(
            new() { Counts = [.. counts.OrderBy(count => count.Name, StringComparer.Ordinal)] },
            totalEvents: 10
        );
        return Given.Snapshot(Given.Friday) with { Content = [.. content], ContentHash = [.. SHA256.HashData(content)] };
    }

    private async Task<List<StoredRow>> RowsAsync() =>
        [.. (await Rows.ReadWeekAsync(_storage, Given.Week)).SelectMany(submitter => submitter.Rows)];

    private async Task RollUpAsync(params DayAggregate[] aggregates)
    {
        await using var rows = await _storage.Days.OpenDayAsync(Given.Monday, Token);
        Assert.True(await _storage.Days.StoreAggregatesAsync(Given.Monday, rows.Watermark, aggregates));
    }

    private Task<DateOnly?> FindDayAsync() => _storage.Days.FindDayToRollUpAsync(default, Given.Monday.AddDays(1), Token);

    private Task<UsageTotals?> AggregateAsync(string name) =>
        _storage.Days.ReadAggregateAsync(new(Given.Monday, Dimension.Tool, name), Token);
}
