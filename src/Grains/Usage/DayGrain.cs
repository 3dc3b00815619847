using System.Globalization;
using Microsoft.Extensions.Logging;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>Rolls one day up. Turns keep two rollups of a day apart here, and the stored watermark everywhere.</summary>
internal sealed partial class DayGrain(IDayStore store, IGrainFactory grains, ILogger<DayGrain> logger) : Grain, IDayGrain
{
    private DateOnly Day => DateOnly.ParseExact(this.GetPrimaryKeyString(), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<RollupOutcome> RollUpAsync()
    {
        try
        {
            return await RollUpDayAsync();
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return RollupOutcome.Unavailable;
        }
    }

    public async Task<bool> PurgeAsync()
    {
        try
        {
            await store.PurgeDayAsync(Day);
            return true;
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return false;
        }
    }

    private async Task<RollupOutcome> RollUpDayAsync()
    {
        var day = Day;
        await using var rows = await store.OpenDayAsync(day, CancellationToken.None);
        var aggregates = await DayRollup.OfAsync(rows, CancellationToken.None);
        if (!await store.StoreAggregatesAsync(day, rows.Watermark, aggregates))
        {
            return RollupOutcome.Superseded;
        }

        foreach (var aggregate in aggregates)
        {
            var key = new UsageKey(day, aggregate.Dimension, aggregate.Name);
            await grains.GetGrain<IUsageGrain>(key.ToString()).SetAggregateAsync(aggregate.Totals);
        }

        return RollupOutcome.Stored;
    }

    [LoggerMessage(1201, LogLevel.Error, "A day could not be rolled up or purged.")]
    private partial void LogUnavailable(Exception exception);
}
