namespace ToolTime.Grains.Usage;

/// <summary>Computes the aggregates of days again from their rows and compares them with those that are stored.</summary>
public sealed class AggregateRebuild(IDayStore store)
{
    /// <summary>Compares every day that is not sealed.</summary>
    /// <param name="renew">Whether a day that differs is to be rolled up again, at the next maintenance.</param>
    /// <param name="cancellationToken">Ends it between two days.</param>
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

    /// <summary>Whether what is stored is what the rows give; null where rows have changed since.</summary>
    private async Task<bool?> CompareAsync(DateOnly day, CancellationToken cancellationToken)
    {
        // Aggregates of one watermark never change, so where it is that of the rows, which are read later, they are of the same rows.
        var stored = await store.ReadAggregatesAsync(day, cancellationToken);
        await using var rows = await store.OpenDayAsync(day, cancellationToken);
        return stored.Watermark == rows.Watermark
            ? stored.Aggregates.SequenceEqual(await DayRollup.ComputeAsync(rows, cancellationToken))
            : null;
    }
}

/// <summary>How stored aggregates compare with their rows.</summary>
/// <param name="Same">How many days are stored as their rows give them.</param>
/// <param name="Due">Days whose rows have changed since their last rollup; the next one updates them.</param>
/// <param name="Different">Days that are stored otherwise than their rows give them.</param>
public sealed record RebuildReport(int Same, IReadOnlyList<DateOnly> Due, IReadOnlyList<DateOnly> Different);
