using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Usage;
using ToolTime.Storage.Tests.Contracts;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests.Sqlite;

/// <summary>Files of every schema that was ever released are opened again, and hold what they held.</summary>
public sealed class SqliteVersionTests
{
    private static readonly DayAggregate Aggregate = new(Dimension.Tool, "Bash", 2, new() { Reports = 2, Calls = 9, ObservedCalls = 8, Errors = 3, Rejections = 1 });

    /// <summary>How the fixture of the newest schema was made. It is run once for each schema, by hand.</summary>
    [Fact(Explicit = true)]
    public async Task MakeFixture_OfTheNewestSchema_WritesIt()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "made.db");
        File.Delete(path);
        await using var storage = await SqliteStorage.OpenAsync(path);
        await storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday.AddDays(-7)), Given.Cell(Given.Monday, revision: 3, calls: 4)));
        await storage.Submissions.SubmitAsync(Given.Submission(2, Given.Snapshot(Given.Friday, totalEvents: 12, calls: 5)) with { Client = AgentClient.Codex });
        await storage.Days.StoreAggregatesAsync(Given.Monday.AddDays(-7), 1_000, [Aggregate]);
        await storage.Publications.CloseWeekAsync(Given.Week);
        await using (var rows = await storage.Publications.OpenWeekAsync(Given.Week, TestContext.Current.CancellationToken))
        {
            Assert.True(await storage.Publications.StoreAsync(Publication, rows.Watermark));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Open_AFileOfEachVersion_HoldsWhatItHeld(int version)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "fixtures", $"schema-{version}.db"), folder.File("tooltime.db"));
        await using var storage = await SqliteStorage.OpenAsync(folder.File("tooltime.db"));

        var rows = await Rows.ReadWeekAsync(storage, Given.Week);
        var cell = Assert.IsType<KeptRow.Cell>(Assert.Single(rows.Single(submitter => submitter.Submitter == Given.Submitter(1)).Rows));
        Assert.Equal((Given.Monday, AgentClient.ClaudeCode, 4), (cell.Day, cell.Client, cell.Report.Counts.Single().Calls));
        var snapshot = Assert.IsType<KeptRow.Snapshot>(Assert.Single(rows.Single(submitter => submitter.Submitter == Given.Submitter(2)).Rows));
        Assert.Equal((Given.Friday, AgentClient.Codex, 12, 5), (snapshot.GeneratedHour, snapshot.Client, snapshot.TotalEvents, snapshot.Report.Counts.Single().Calls));

        Assert.Equal(
            Aggregate.Totals,
            await storage.Days.ReadAggregateAsync(new(Given.Monday.AddDays(-7), Aggregate.Dimension, Aggregate.Name), TestContext.Current.CancellationToken));
        var newest = await storage.Publications.ReadNewestAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Publication.Body.AsEnumerable(), newest!.Body);
        Assert.Equal(Publication, newest with { Body = Publication.Body });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Submit_ToAFileOfEachVersion_KnowsWhatIsKept(int version)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "fixtures", $"schema-{version}.db"), folder.File("tooltime.db"));
        await using var storage = await SqliteStorage.OpenAsync(folder.File("tooltime.db"));

        var late = await storage.Submissions.SubmitAsync(Given.Submission(3, Given.Cell(Given.Monday)));
        var quota = await storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday.AddDays(7))) with { DailyLimit = 1 });
        var fresh = await storage.Submissions.SubmitAsync(Given.Submission(3, Given.Cell(Given.Monday.AddDays(7))));
        Assert.Equal((RowFate.Late, true, RowFate.New), (late.Rows.Single().Fate, quota.OverQuota, fresh.Rows.Single().Fate));
    }

    private static WeekPublication Publication { get; } = new(Given.Week, new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero), "\"etag\"", [123, 125]);
}
