using Microsoft.Data.Sqlite;
using ToolTime.Storage.Sqlite;

namespace ToolTime.Storage.Tests.Sqlite;

/// <summary>A purge is many transactions, since everything else waits for each, and the server may be killed between two.</summary>
public sealed class SqlitePurgeTests
{
    private const int Rows = 600;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PurgeDayAsync_CutShort_IsSealedAndEndsTheNextTime()
    {
        await using var storage = await SqliteStorage.OpenAsync();
        await Task.WhenAll(
            Enumerable
                .Range(0, Rows)
                .Select(number => storage.Submissions.SubmitAsync(Given.Submission(number, Given.Cell(Given.Monday))))
        );
        await using (var rows = await storage.Days.OpenDayAsync(Given.Monday, Token))
        {
            await storage.Days.StoreAggregatesAsync(Given.Monday, rows.Watermark, []);
        }

        Assert.True(await storage.Publications.FinishAsync(Given.Monday));
        await storage.ExecuteAsync(
            "CREATE TRIGGER stop BEFORE DELETE ON cells WHEN (SELECT count(*) FROM cells) <= 100 BEGIN SELECT RAISE(ABORT, 'stop'); END"
        );
        await Assert.ThrowsAsync<SqliteException>(() => storage.Days.PurgeDayAsync(Given.Monday));
        await storage.ExecuteAsync("DROP TRIGGER stop");
        await storage.RestartAsync();

        Assert.DoesNotContain(Given.Monday, await storage.Days.ListUnsealedAsync(Token));
        Assert.Equal(100, await CountAsync(storage));
        Assert.Equal(Given.Monday, await storage.Days.FindDayToPurgeAsync(Given.Monday.AddDays(1), Token));
        await storage.Days.PurgeDayAsync(Given.Monday);
        Assert.Equal(0, await CountAsync(storage));
        Assert.Null(await storage.Days.FindDayToPurgeAsync(Given.Monday.AddDays(1), Token));
    }

    private static Task<long> CountAsync(SqliteStorage storage) =>
        storage.Database.ReadAsync(connection => connection.ReadNumber("SELECT count(*) FROM cells") ?? 0, Token);
}
