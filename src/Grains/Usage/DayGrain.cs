using System.Globalization;
using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>Rolls up one day. The grain's turns serialise rollups of the day; the stored watermark does so across clusters.</summary>
internal sealed class DayGrain(IDayStore store) : Grain, IDayGrain
{
    private DateOnly Day => DateOnly.ParseExact(this.GetPrimaryKeyString(), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<RollupOutcome> RollUpAsync()
    {
        var day = Day;
        await using var rows = await store.OpenDayAsync(day, CancellationToken.None);
        var aggregates = await DayRollup.ComputeAsync(rows, CancellationToken.None);
        return await store.StoreAggregatesAsync(day, rows.Watermark, aggregates) ? RollupOutcome.Stored : RollupOutcome.Superseded;
    }

    public Task PurgeAsync() => store.PurgeDayAsync(Day);
}
