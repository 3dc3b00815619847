using ToolTime.Calendar;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>Weeks' rows and what was published of them.</summary>
public interface IPublicationStore
{
    /// <summary>
    /// The earliest week that ended at or before <paramref name="endedBy"/> and is not published; weeks before the first row ever kept are
    /// passed over. Null where there is none.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IsoWeek?> FindWeekToPublishAsync(DateTimeOffset endedBy, CancellationToken cancellationToken);

    /// <summary>Closes a week: from now on its rows are late, so that what is published holds all that were kept. Durable; may be called again.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task CloseWeekAsync(IsoWeek week);

    /// <summary>Opens the cells and snapshots of a week at one snapshot of the database.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<RowsSnapshot> OpenWeekAsync(IsoWeek week, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a week's publication, unless there is one: the first writer wins. Durable; may be called again.
    /// </summary>
    /// <param name="publication">The publication.</param>
    /// <param name="watermark">The watermark of the rows from which it was built.</param>
    /// <returns>False where the week's rows have changed since: somebody deleted theirs, so it must be built anew.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> StoreAsync(WeekPublication publication, long watermark);

    /// <summary>The publication of the newest published week, without its cells; null where there is none.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<WeekPublication?> ReadNewestAsync(CancellationToken cancellationToken);

    /// <summary>The publications of the weeks between two, both included, with their cells, the oldest first.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<WeekPublication>> ReadWeeksAsync(IsoWeek first, IsoWeek last, CancellationToken cancellationToken);
}
