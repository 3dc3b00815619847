using ToolTime.Calendar;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>Reads cursors to their end.</summary>
internal static class Rows
{
    public static async Task<List<SubmitterRows>> ReadWeekAsync(IStorageUnderTest storage, IsoWeek week)
    {
        await using var rows = await storage.Publications.OpenAsync(
            week.FirstDay,
            week.LastDay,
            SubmitterRange.All,
            TestContext.Current.CancellationToken
        );
        return await ReadAsync(rows.Submitters);
    }

    public static async Task<List<SubmitterRows>> ReadAsync(IReportCursor cursor)
    {
        var all = new List<SubmitterRows>();
        while (await cursor.ReadNextAsync(TestContext.Current.CancellationToken) is { Count: > 0 } step)
        {
            all.AddRange(step);
        }

        return all;
    }
}
