using ToolTime.Publication;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.Tests.Sqlite;

/// <summary>A flipped bit makes a stored day one that no calendar has, which SQLite does not notice.</summary>
public sealed class SqliteDamagedKeyTests
{
    private static readonly DateOnly Last = new(2026, 11, 30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_ADayThatIsNone_BacksUpTheRest()
    {
        await using var storage = await OpenAsync();
        await storage.ExecuteAsync("UPDATE days SET sealed = 1, day = 20261131 WHERE day = 20261130");
        await storage.ExecuteAsync(
            "INSERT INTO tombstones (submitter, deleted_at) VALUES (zeroblob(32), 9223372036854775807), (randomblob(32), 1)"
        );
        await storage.ExecuteAsync("UPDATE receipts SET received_hour = 9223372036854775807 WHERE sequence = (SELECT min(sequence) FROM receipts)");
        await storage.ExecuteAsync("INSERT INTO telemetry_days (app, day) VALUES ('cli', 20261131), ('cli', 20261130)");

        var pieces = await storage.BackupStore.ReadAsync(Token).ToListAsync(Token);
        Assert.Equal(
            [
                typeof(BackupPiece.Deletion),
                typeof(BackupPiece.Receipt),
                typeof(BackupPiece.Cell),
                typeof(BackupPiece.Cell),
                typeof(BackupPiece.TelemetryDay),
            ],
            pieces.Select(piece => piece.GetType())
        );
        Assert.Equal(4, storage.DamagedRows);
    }

    [Fact]
    public async Task Schedules_ADayThatIsNone_GoOnWithTheOthers()
    {
        await using var storage = await OpenAsync();
        await storage.ExecuteAsync("UPDATE days SET day = 20261131 WHERE day = 20261130");
        await storage.ExecuteAsync("INSERT INTO telemetry_days (app, day) VALUES ('cli', 20261131), ('cli', 20261130)");

        Assert.Equal(Last.AddDays(1), await storage.Days.FindDayToRollUpAsync(DateOnly.MinValue, DateOnly.MaxValue, Token));
        Assert.Equal([Last.AddDays(1)], await storage.Days.ListUnsealedAsync(Token));
        Assert.Equal(Last.AddDays(1), (await storage.Publications.ReadScheduleAsync(StatsWindowKind.Week, Token)).FirstDay);
        Assert.Equal(Last, Assert.Single((await storage.TelemetryPublications.ReadScheduleAsync(Token)).Days).Day);
        Assert.Equal(2, storage.DamagedRows);
    }

    [Fact]
    public async Task FindDays_ADayThatIsNone_AreNone()
    {
        await using var storage = await OpenAsync();
        await storage.ExecuteAsync("UPDATE cells SET day = 20261131 WHERE day = 20261130");
        await storage.ExecuteAsync("INSERT INTO meta (name, value) VALUES ('purging', '20261131')");

        Assert.Null(await storage.Days.FindOldestRowAsync(Token));
        Assert.Null(await storage.Days.FindDayToPurgeAsync(DateOnly.MaxValue, Token));
        Assert.Equal(2, storage.DamagedRows);
    }

    [Fact]
    public async Task PurgeDayAsync_AnEarlierDayThatIsNone_PurgesTheOldestThatIsOne()
    {
        await using var storage = await OpenAsync();
        await storage.ExecuteAsync("UPDATE days SET day = 20261131 WHERE day = 20261130");
        await using (var rows = await storage.Days.OpenDayAsync(Last.AddDays(1), Token))
        {
            await storage.Days.StoreAggregatesAsync(Last.AddDays(1), rows.Watermark, []);
        }

        Assert.True(await storage.Publications.FinishAsync(Last.AddDays(1)));
        Assert.Equal(Last.AddDays(1), await storage.Days.FindDayToPurgeAsync(Last.AddDays(2), Token));
        await storage.Days.PurgeDayAsync(Last.AddDays(1));
        Assert.Empty(await storage.Days.ListUnsealedAsync(Token));
    }

    /// <summary>Rows of two days.</summary>
    private static async Task<SqliteStorage> OpenAsync()
    {
        var storage = await SqliteStorage.OpenAsync();
        foreach (var day in (DateOnly[])[Last, Last.AddDays(1)])
        {
            var received = new DateTimeOffset(day, new(18, 0), TimeSpan.Zero);
            await storage.Submissions.SubmitAsync(Given.Submission(1, Given.Cell(day)) with { ReceivedHour = received });
        }

        return storage;
    }
}
