using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Storage.Commit;
using ToolTime.Storage.Sqlite;

namespace ToolTime.Storage.Tests.Sqlite;

/// <summary>What is opened, and what is refused with one line and left unchanged.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string DatabasePath => _folder.File("tooltime.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_NoFolderAndNoFile_MakesThemForTheOwnerOnly()
    {
        var path = Path.Combine(_folder.Path, "a", "b", "tooltime.db");
        await using (await SqliteStorage.OpenAsync(path))
        {
            Assert.Equal(
                (SqliteMigrations.Newest, SqliteMigrations.ApplicationId),
                (Number(path, "PRAGMA user_version"), Number(path, "PRAGMA application_id"))
            );
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task Open_AnEmptyFile_IsBroughtToTheNewestSchema()
    {
        await File.WriteAllBytesAsync(DatabasePath, [], TestContext.Current.CancellationToken);
        await using var storage = await SqliteStorage.OpenAsync(DatabasePath);
        Assert.Equal(SqliteMigrations.Newest, Number(DatabasePath, "PRAGMA user_version"));
    }

    [Fact]
    public async Task Open_ItsOwnFileAgain_ChangesNothing()
    {
        await MakeAsync();
        var before = await File.ReadAllBytesAsync(DatabasePath, TestContext.Current.CancellationToken);
        await MakeAsync();
        Assert.Equal(before, await File.ReadAllBytesAsync(DatabasePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_AnyDamagedPage_IsRefused()
    {
        await MakeAsync();
        var whole = await File.ReadAllBytesAsync(DatabasePath, TestContext.Current.CancellationToken);
        const int PageSize = 4096;
        for (var page = 1; page < whole.Length / PageSize; page++)
        {
            var damaged = whole.ToArray();
            damaged.AsSpan(page * PageSize, 64).Fill(0xA5);
            await File.WriteAllBytesAsync(DatabasePath, damaged, TestContext.Current.CancellationToken);
            await AssertRefusedAsync(
                "the file is damaged; restore a backup",
                "The database is damaged (SQLite 11).",
                "The database is damaged (SQLite 267)."
            );
        }
    }

    [Fact]
    public async Task Open_AFileCutShort_IsRefused()
    {
        await MakeAsync();
        var whole = await File.ReadAllBytesAsync(DatabasePath, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(DatabasePath, whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);
        await AssertRefusedAsync("the file is damaged; restore a backup", "The database is damaged (SQLite 11).");
    }

    [Fact]
    public async Task Open_NoDatabase_IsRefused()
    {
        await File.WriteAllTextAsync(
            DatabasePath,
            string.Concat(Enumerable.Repeat("This is a diary.\n", 100)),
            TestContext.Current.CancellationToken
        );
        await AssertRefusedAsync("The database is not a SQLite database (SQLite 26).");
    }

    [Theory]
    [InlineData("CREATE TABLE diary (day TEXT)")]
    [InlineData("PRAGMA user_version = 1")]
    [InlineData("PRAGMA application_id = 77")]
    [InlineData("PRAGMA journal_mode = WAL; CREATE TABLE diary (day TEXT)")]
    public async Task Open_AnotherProgramsDatabase_IsRefused(string sql)
    {
        Execute(DatabasePath, sql);
        await AssertRefusedAsync("the file is another program's database");
    }

    [Fact]
    public async Task Open_ANewerSchema_IsRefused()
    {
        await MakeAsync();
        Execute(DatabasePath, "PRAGMA user_version = 99");
        await AssertRefusedAsync($"the file was written by a newer server (schema 99; this one knows {SqliteMigrations.Newest})");
    }

    [Fact]
    public async Task Open_WhileAnotherServerHasIt_IsRefusedAndTheOtherGoesOn()
    {
        await using var first = await SqliteStorage.OpenAsync(DatabasePath);
        await AssertRefusedAsync("the file is in use by another server");
        Assert.False((await first.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday)))).IsOverQuota);
    }

    /// <summary>A second server that writes beside the first would take its sequence numbers.</summary>
    [Fact]
    public async Task Open_ALinkToAFileThatAnotherServerHas_IsRefused()
    {
        await using var storage = await SqliteStorage.OpenAsync(DatabasePath);
        File.CreateSymbolicLink(_folder.File("link.db"), DatabasePath);
        await using var other = SqliteStorage.Prepare(_folder.File("link.db"));
        Assert.Equal(DatabasePath, other.Database.FilePath);
        Assert.Contains(
            "the file is in use by another server",
            Assert.Throws<StorageUnavailableException>(other.Database.Open).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SubmitAsync_ItsSequenceIsTakenByAnotherServer_FailsAndReplacesNothing()
    {
        await using var storage = await SqliteStorage.OpenAsync(DatabasePath);
        await storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(Given.Monday)));
        await storage.ExecuteAsync("UPDATE cells SET sequence = sequence + 2");
        await Assert.ThrowsAsync<SqliteException>(() =>
            storage.Submissions.SubmitAsync(Given.Submission(2, Given.Cell(Given.Monday))));
        Assert.Equal(1, Number(DatabasePath, "SELECT count(*) FROM cells"));
    }

    [Fact]
    public async Task Open_AfterARefusal_IsOpenedWhenTheOtherIsGone()
    {
        await using (await SqliteStorage.OpenAsync(DatabasePath))
        {
            await AssertRefusedAsync("the file is in use by another server");
        }

        await MakeAsync();
    }

    [Fact]
    public async Task Open_RealReportsUnderASimulatedClock_IsRefused()
    {
        await MakeAsync();
        await AssertRefusedAsync(Simulated(), "it contains real reports, which must not be used with a simulated clock");
        await MakeAsync();
    }

    [Fact]
    public async Task Open_SimulatedReportsUnderTheRealClock_IsRefused()
    {
        await MakeAsync(Simulated());
        await AssertRefusedAsync("it was written with a simulated clock; set Clock:File, or use another database");
        await MakeAsync(Simulated());
    }

    [Theory]
    [InlineData("Data Source=:memory:", "Storage:ConnectionString must name a file: Data Source=PATH.")]
    [InlineData("Data Source=", "Storage:ConnectionString must name a file: Data Source=PATH.")]
    [InlineData("Data Source=file:x?mode=memory", "Storage:ConnectionString must name a file: Data Source=PATH.")]
    [InlineData("Host=localhost", "Storage:ConnectionString is not a SQLite connection string: Data Source=PATH.")]
    [InlineData("nonsense", "Storage:ConnectionString is not a SQLite connection string: Data Source=PATH.")]
    public async Task Open_ASettingThatNamesNoFile_IsRefused(string connectionString, string message)
    {
        await using var database = new SqliteDatabase(
            Microsoft.Extensions.Options.Options.Create(new StorageOptions { ConnectionString = connectionString }),
            new DomainClock(TimeProvider.System),
            new CurrentNames(null, TimeProvider.System),
            new StorageMetrics(Meters(), TimeProvider.System),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteCommitQueue>.Instance
        );
        Assert.Equal(message, Assert.Throws<StorageUnavailableException>(database.Open).Message);
    }

    [Fact]
    public async Task Open_AFolderWhereItsFolderShouldBeAFile_IsRefusedInOneLine()
    {
        await File.WriteAllTextAsync(_folder.File("a"), "", TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            SqliteStorage.OpenAsync(Path.Combine(_folder.Path, "a", "tooltime.db"))
        );
        Assert.StartsWith(
            $"Cannot use the database {Path.Combine(_folder.Path, "a", "tooltime.db")}: the file cannot be made: ",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task CheckAsync_AnOpenDatabase_Returns()
    {
        await using var storage = await SqliteStorage.OpenAsync(DatabasePath);
        await storage.Database.CheckAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task CheckAsync_EachTime_ChangesWhatIsOnTheDisk()
    {
        await using var storage = await SqliteStorage.OpenAsync(DatabasePath);
        var seen = new HashSet<string?>();
        foreach (var _ in (int[])[1, 2, 3])
        {
            await storage.Database.CheckAsync(TestContext.Current.CancellationToken);
            seen.Add(
                await storage.Database.ReadAsync(
                    connection => connection.ReadText("SELECT value FROM meta WHERE name = 'checks'"),
                    TestContext.Current.CancellationToken
                )
            );
        }

        Assert.Equal(["1", "2", "3"], seen);
    }

    [Fact]
    public async Task MeasureSizeAsync_AnOpenDatabase_IsThatOfItsFiles()
    {
        await using var storage = await SqliteStorage.OpenAsync(DatabasePath);
        Assert.Equal(
            new FileInfo(DatabasePath).Length + new FileInfo(DatabasePath + "-wal").Length,
            await storage.Database.MeasureSizeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task DisposeAsync_Twice_IsTheSameAsOnce()
    {
        var storage = await SqliteStorage.OpenAsync(DatabasePath);
        await storage.Database.DisposeAsync();
        await storage.DisposeAsync();
    }

    [Fact]
    public async Task WriteAsync_BeforeItIsOpened_IsABug()
    {
        await using var database = new SqliteDatabase(
            Microsoft.Extensions.Options.Options.Create(new StorageOptions()),
            new DomainClock(TimeProvider.System),
            new CurrentNames(null, TimeProvider.System),
            new StorageMetrics(Meters(), TimeProvider.System),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteCommitQueue>.Instance
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync(_ => 0));
    }

    private static IMeterFactory Meters() =>
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }

    private static long? Number(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Mode=ReadOnly");
        connection.Open();
        return connection.ReadNumber(sql);
    }

    private SimulatedClock Simulated()
    {
        File.WriteAllText(_folder.File("clock"), "2026-11-20T18:00:00Z");
        return new(_folder.File("clock"));
    }

    /// <summary>Creates a database with some hundred rows, or opens it again.</summary>
    private async Task MakeAsync(TimeProvider? clock = null)
    {
        await using var storage = await SqliteStorage.OpenAsync(DatabasePath, clock);
        await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(submitter => storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Cell(Given.Monday))))
        );
    }

    private Task AssertRefusedAsync(params string[] reasons) => AssertRefusedAsync(clock: null, reasons);

    private async Task AssertRefusedAsync(TimeProvider? clock, params string[] reasons)
    {
        var before = File.ReadAllBytes(DatabasePath);
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => SqliteStorage.OpenAsync(DatabasePath, clock));
        Assert.Contains(refused.Message, reasons.Select(reason => $"Cannot use the database {DatabasePath}: {reason}"));
        Assert.Equal(before, File.ReadAllBytes(DatabasePath));
    }
}
