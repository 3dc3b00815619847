using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Usage;

/// <summary>The rows and aggregates of days.</summary>
public interface IDayStore
{
    /// <summary>
    /// The earliest day in a range that is not sealed and whose rows changed since its aggregates; null if there is none.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<DateOnly?> FindDayToRollUpAsync(DateOnly afterExclusive, DateOnly beforeExclusive, CancellationToken cancellationToken);

    /// <summary>Opens a day's rows at one snapshot of the database.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<RowsSnapshot> OpenDayAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces all of a day's aggregates in one transaction, unless the stored ones cover the same or later rows, or the day is sealed.
    /// Durable when the call returns.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="watermark">The watermark of the rows from which the aggregates were computed.</param>
    /// <param name="aggregates">The day's aggregates.</param>
    /// <returns>True if they are stored; false if there were newer ones, or the day is sealed.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> StoreAggregatesAsync(DateOnly day, long watermark, IReadOnlyList<DayAggregate> aggregates);

    /// <summary>
    /// The earliest unsealed day, if it is before <paramref name="beforeExclusive"/> and may be purged: its aggregates cover all its rows,
    /// and its four-week window, or a later one, is final. Otherwise null: purging a later day would take its rows along.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<DateOnly?> FindDayToPurgeAsync(DateOnly beforeExclusive, CancellationToken cancellationToken);

    /// <summary>
    /// Seals a day, then deletes its cells and receipts and those of earlier days, and the snapshots of their weeks; does nothing if the
    /// day may not be purged. Durable when the call returns; may be called again. A day whose purge was interrupted is found again.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task PurgeDayAsync(DateOnly day);

    /// <summary>The earliest day, or Monday of a week, that has stored rows; null if there are none, or if it is damaged.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<DateOnly?> FindOldestRowAsync(CancellationToken cancellationToken);

    /// <summary>All unsealed days for which something was ever stored, earliest first.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<DateOnly>> ListUnsealedAsync(CancellationToken cancellationToken);

    /// <summary>All of a day's stored aggregates.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<StoredAggregates> ReadAggregatesAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Marks an unsealed day to be rolled up again, though none of its rows changed. Durable when the call returns; may be called again.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task RenewAggregatesAsync(DateOnly day);
}

/// <summary>A day's stored aggregates and the watermark of their rows.</summary>
/// <param name="Watermark">The watermark of the rows from which they were computed; 0 if they were never computed or are to be
/// renewed.</param>
/// <param name="Aggregates">The aggregates, by dimension, then by name (ordinal).</param>
public sealed record StoredAggregates(long Watermark, IReadOnlyList<DayAggregate> Aggregates);
