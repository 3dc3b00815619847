namespace ToolTime.Grains.Usage;

/// <summary>Recomputes the aggregates of days from their rows and compares them with the stored ones.</summary>
public sealed class AggregateRebuild(IDayStore store)
{
    /// <summary>Compares every unsealed day.</summary>
    /// <param name="renew">Whether the next maintenance should roll up again a day that differs.</param>
    /// <param name="cancellationToken">Stops between two days.</param>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    public async Task<RebuildReport> RunAsync(bool renew, CancellationToken cancellationToken)
    {
        var (same, due, different) = (0, new List<DateOnly>(), new List<DateOnly>());
        foreach (var day in await store.ListUnsealedAsync(cancellationToken))
        {
            switch (await CompareAsync(day, cancellationToken))
            {
                case null:
                    due.Add(day);
                    break;
                case true:
                    same++;
                    break;
                default:
                    different.Add(day);
                    break;
            }
        }

        if (renew)
        {
            foreach (var day in different)
            {
                await store.RenewAggregatesAsync(day);
            }
        }

        return new(same, due, different);
    }

    /// <summary>Whether the stored aggregates match the rows; null if rows have changed since.</summary>
    private async Task<bool?> CompareAsync(DateOnly day, CancellationToken cancellationToken)
    {
        // Aggregates of one watermark never change. The rows are read later, so if their watermark is the same, so are the rows.
        var stored = await store.ReadAggregatesAsync(day, cancellationToken);
        await using var rows = await store.OpenDayAsync(day, cancellationToken);
        return stored.Watermark == rows.Watermark
            ? stored.Aggregates.SequenceEqual(await DayRollup.ComputeAsync(rows, cancellationToken))
            : null;
    }
}

/// <summary>How stored aggregates compare with their rows.</summary>
/// <param name="Same">The number of days whose aggregates match their rows.</param>
/// <param name="Due">Days whose rows have changed since their last rollup; the next one updates them.</param>
/// <param name="Different">Days whose aggregates do not match their rows.</param>
public sealed record RebuildReport(int Same, IReadOnlyList<DateOnly> Due, IReadOnlyList<DateOnly> Different);
