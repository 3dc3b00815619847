using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Usage;

/// <summary>The rows and aggregates of days.</summary>
public interface IDayStore
{
    /// <summary>
    /// The earliest day between two others that is not sealed and whose rows changed since its aggregates; null where there is none.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<DateOnly?> FindDayToRollUpAsync(DateOnly afterExclusive, DateOnly beforeExclusive, CancellationToken cancellationToken);

    /// <summary>Opens a day's rows at one snapshot of the database.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<RowsSnapshot> OpenDayAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces all aggregates of a day in one transaction, unless those that are stored saw the same rows or later ones, or the day is
    /// sealed. Durable when the call returns.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="watermark">The watermark of the rows from which the aggregates were computed.</param>
    /// <param name="aggregates">The day's aggregates.</param>
    /// <returns>True where they are stored; false where newer ones were there, or the day is sealed.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> StoreAggregatesAsync(DateOnly day, long watermark, IReadOnlyList<DayAggregate> aggregates);

    /// <summary>
    /// The earliest day that is not sealed, where it lies before <paramref name="beforeExclusive"/> and may be purged: its aggregates saw
    /// all its rows, and the four weeks that it lies in, or later ones, are final. Else null: a later day would take its rows along.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<DateOnly?> FindDayToPurgeAsync(DateOnly beforeExclusive, CancellationToken cancellationToken);

    /// <summary>
    /// Seals a day and then deletes the cells and receipts of it and of those before it, and the snapshots of their weeks; nothing where
    /// the day may not be purged. Durable when the call returns; may be called again, and where it was cut short the day is found again.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task PurgeDayAsync(DateOnly day);

    /// <summary>The earliest day or week's Monday of which rows are stored; null where there are none.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<DateOnly?> FindOldestRowAsync(CancellationToken cancellationToken);

    /// <summary>All days of which something was ever stored and that are not sealed, the earliest first.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<DateOnly>> ListUnsealedAsync(CancellationToken cancellationToken);

    /// <summary>All of a day's stored aggregates.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<StoredAggregates> ReadAggregatesAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Has a day that is not sealed rolled up again, though no row of it changed. Durable when the call returns; may be called again.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task RenewAggregatesAsync(DateOnly day);
}

/// <summary>A day's stored aggregates and the rows that they saw.</summary>
/// <param name="Watermark">The watermark of the rows from which they were computed; 0 where there never were any, or they are to be
/// renewed.</param>
/// <param name="Aggregates">By dimension, then ordinally by name.</param>
public sealed record StoredAggregates(long Watermark, IReadOnlyList<DayAggregate> Aggregates);
