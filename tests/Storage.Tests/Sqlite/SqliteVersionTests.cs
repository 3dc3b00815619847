using Microsoft.Data.Sqlite;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Publication;
using ToolTime.Storage.Sqlite;
using ToolTime.Storage.Tests.Contracts;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests.Sqlite;

/// <summary>Files of every released schema can be opened, and their content is preserved.</summary>
public sealed class SqliteVersionTests
{
    private static readonly DayAggregate Aggregate = new(
        Dimension.Tool,
        "Bash",
        2,
        new()
        {
            Reports = 2,
            Calls = 9,
            ObservedCalls = 8,
            Errors = 3,
            Rejections = 1,
        }
    );

    /// <summary>How the newest schema's fixture was made. Run by hand once per schema.</summary>
    [Fact(Explicit = true)]
    public async Task MakeFixture_OfTheNewestSchema_WritesIt()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "made.db");
        File.Delete(path);
        await using var storage = await SqliteStorage.OpenAsync(path);
        await storage.Submissions.SubmitAsync(
            Given.Submission(1, Given.Cell(Given.Monday.AddDays(-7)), Given.Cell(Given.Monday, revision: 3, calls: 4))
        );
        await storage.Submissions.SubmitAsync(
            Given.Submission(2, Given.Snapshot(Given.Friday, totalEvents: 12, calls: 5)) with
            {
                Client = AgentClient.Codex,
            }
        );
        await storage.Days.StoreAggregatesAsync(Given.Monday.AddDays(-7), 1_000, [Aggregate]);
        await storage.Publications.PublishAsync(Given.Published(Given.Monday));
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
        var cell = Assert.IsType<StoredRow.Cell>(Assert.Single(rows.Single(submitter => submitter.Submitter == Given.Submitter(1)).Rows));
        Assert.Equal((Given.Monday, AgentClient.ClaudeCode, 4), (cell.Day, cell.Client, cell.Report.Counts.Single().Calls));
        var snapshot = Assert.IsType<StoredRow.Snapshot>(
            Assert.Single(rows.Single(submitter => submitter.Submitter == Given.Submitter(2)).Rows)
        );
        Assert.Equal(
            (Given.Friday, AgentClient.Codex, 12, 5),
            (snapshot.GeneratedHour, snapshot.Client, snapshot.TotalEvents, snapshot.Report.Counts.Single().Calls)
        );

        Assert.Equal(
            Aggregate.Totals,
            await storage.Days.ReadAggregateAsync(
                new(Given.Monday.AddDays(-7), Aggregate.Dimension, Aggregate.Name),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal<byte>(
            "{}"u8.ToArray(),
            await storage.Publications.ReadArchivedAsync(Given.Week, TestContext.Current.CancellationToken)
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Submit_ToAFileOfEachVersion_KnowsWhatIsStored(int version)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "fixtures", $"schema-{version}.db"), folder.File("tooltime.db"));
        await using var storage = await SqliteStorage.OpenAsync(folder.File("tooltime.db"));

        var quota = await storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday.AddDays(7))) with { DailyLimit = 1 });
        var fresh = await storage.Submissions.SubmitAsync(Given.Submission(3, Given.Cell(Given.Monday.AddDays(7))));
        Assert.Equal((true, RowOutcome.New), (quota.IsOverQuota, fresh.Rows.Single().Outcome));
    }

    [Fact]
    public async Task OpenExisting_AFileThatIsMissingOrOlder_IsRefusedAndLeftAsItIs()
    {
        using var folder = new TemporaryFolder();
        var (missing, older) = (folder.File("missing.db"), folder.File("tooltime.db"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "fixtures", "schema-3.db"), older);
        var before = await File.ReadAllBytesAsync(older, TestContext.Current.CancellationToken);
        foreach (var (path, expected) in ((string, string)[])[(missing, "There is no database"), (older, "written by an older version")])
        {
            await using var storage = SqliteStorage.Prepare(path);
            var refused = Assert.Throws<StorageUnavailableException>(storage.Database.OpenExisting);
            Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(missing));
        Assert.Equal(before, await File.ReadAllBytesAsync(older, TestContext.Current.CancellationToken));
    }

    /// <summary>
    /// A Monday's snapshot used to count in the previous week, and now counts in the week in which it was made; old weeks stay readable.
    /// </summary>
    [Fact]
    public async Task Open_AFileOfBeforeTheWindows_MovesSnapshotsAndArchivesWeeks()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("tooltime.db");
        var row = Given.Snapshot(new(Given.Week.Next.FirstDay, new(9, 0), TimeSpan.Zero), totalEvents: 7, calls: 5);
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await ApplyAsync(connection, before: "0011");
            await ExecuteAsync(
                connection,
                $"""
                PRAGMA application_id = {SqliteMigrations.ApplicationId};
                PRAGMA user_version = 10;
                INSERT INTO weeks (week, closed, changed) VALUES (20261116, 1, 1);
                INSERT INTO week_publications (week, published_at, etag, body) VALUES (20261116, 1795652100, '"1"', CAST('old' AS BLOB));
                INSERT INTO snapshots (sequence, week, submitter, client, generated_hour, content_hash, total_events, content, receipt)
                VALUES (1, 20261116, x'{Convert.ToHexString(Given.Submitter(1).ToBytes())}', 1, {row.GeneratedHour.ToUnixTimeSeconds()},
                    x'{Convert.ToHexString(row.ContentHash.AsSpan())}', 7, x'{Convert.ToHexString(row.Content.AsSpan())}', 0);
                """);
        }

        await using var storage = await SqliteStorage.OpenAsync(path);
        Assert.Empty(await Rows.ReadWeekAsync(storage, Given.Week));
        Assert.Equal(5, Assert.Single(Assert.Single(await Rows.ReadWeekAsync(storage, Given.Week.Next)).Rows).Report.Counts.Single().Calls);
        Assert.Equal<byte>(
            "old"u8.ToArray(),
            await storage.Publications.ReadArchivedAsync(Given.Week, TestContext.Current.CancellationToken)
        );
        Assert.Null(await storage.Publications.ReadNewestAsync(StatsWindowKind.Week, TestContext.Current.CancellationToken));
        Assert.Equal(
            Given.Monday,
            (await storage.Publications.ReadScheduleAsync(StatsWindowKind.Week, TestContext.Current.CancellationToken)).NewestPublished
        );
    }

    /// <summary>Only the number changes, so that a server that cannot read durations refuses the file.</summary>
    [Fact]
    public async Task Open_AFileOfBeforeDurations_RaisesItsNumberAlone()
    {
        using var folder = new TemporaryFolder();
        await using var connection = new SqliteConnection($"Data Source={folder.File("tooltime.db")};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await ApplyAsync(connection, before: "0013");
        await ExecuteAsync(connection, $"PRAGMA application_id = {SqliteMigrations.ApplicationId}; PRAGMA user_version = 12;");
        var tables = connection.ReadText(Schema);

        await using (await SqliteStorage.OpenAsync(folder.File("tooltime.db")))
        {
            Assert.Equal((SqliteMigrations.Newest, tables), ((int)connection.ReadNumber("PRAGMA user_version")!, connection.ReadText(Schema)));
        }
    }

    private const string Schema = "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_master ORDER BY name)";

    private static IEnumerable<string> Steps =>
        typeof(SqliteMigrations)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Sqlite.Migrations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static async Task ApplyAsync(SqliteConnection connection, string before)
    {
        foreach (var step in Steps.TakeWhile(step => !step.Contains(before, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(typeof(SqliteMigrations).Assembly.GetManifestResourceStream(step)!);
            await ExecuteAsync(connection, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
