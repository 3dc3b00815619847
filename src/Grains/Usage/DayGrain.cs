using System.Globalization;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
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

/// <summary>Adds up a day's submitters into its aggregates.</summary>
internal sealed class DayRollup
{
    private readonly SortedDictionary<UsageName, DayAggregate> _aggregates = [];

    /// <summary>The aggregates so far, by dimension, then by name (ordinal).</summary>
    public IReadOnlyList<DayAggregate> Aggregates => [.. _aggregates.Values];

    /// <summary>Reads all of a day's rows and adds them up.</summary>
    public static async Task<IReadOnlyList<DayAggregate>> ComputeAsync(RowsSnapshot rows, CancellationToken cancellationToken)
    {
        var rollup = new DayRollup();
        while (await rows.Submitters.ReadNextAsync(cancellationToken) is { Count: > 0 } submitters)
        {
            foreach (var submitter in submitters)
            {
                rollup.Add(submitter);
            }
        }

        return rollup.Aggregates;
    }

    /// <summary>Adds one submitter; each may be added only once.</summary>
    public void Add(SubmitterRows submitter)
    {
        foreach (var (name, measure) in SubmitterUsage.Compute(submitter.Rows).Measures)
        {
            var before = _aggregates.GetValueOrDefault(name) ?? new(name.Dimension, name.Name, 0, UsageTotals.Zero);
            _aggregates[name] = before with { Submitters = before.Submitters + 1, Totals = before.Totals + TotalsOf(measure) };
        }
    }

    private static UsageTotals TotalsOf(Measure measure) => new()
    {
        Reports = 1,
        Calls = measure.Calls,
        ObservedCalls = measure.ObservedCalls,
        Errors = measure.Errors,
        Rejections = measure.Rejections,
    };
}
