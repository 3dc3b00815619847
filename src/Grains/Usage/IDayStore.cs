using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>The rows and aggregates of days.</summary>
public interface IDayStore
{
    /// <summary>The earliest day before <paramref name="beforeExclusive"/> whose rows are newer than its aggregates; null where there is none.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<DateOnly?> FindDayToRollUpAsync(DateOnly beforeExclusive, CancellationToken cancellationToken);

    /// <summary>Opens a day's rows at one snapshot of the database.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<DayRows> OpenDayAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces all aggregates of a day in one transaction, unless those that are stored saw the same rows or later ones. Durable when
    /// the call returns.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="watermark">The watermark of the rows from which the aggregates were computed.</param>
    /// <param name="aggregates">The day's aggregates.</param>
    /// <returns>True where they are stored; false where newer ones were there.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> StoreAggregatesAsync(DateOnly day, long watermark, IReadOnlyList<DayAggregate> aggregates);

    /// <summary>One stored aggregate, or null.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<UsageTotals?> ReadAggregateAsync(UsageKey key, CancellationToken cancellationToken);
}
