using ToolTime.Calendar;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>Rows of seven days, and what was published of them. Only the newest publication is kept.</summary>
public interface ISevenDayStore
{
    /// <summary>Whether there ever was a report of a day up to one, so that there is something to publish.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<bool> HasReportsAsync(DateOnly through, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the day cells between two days, both included, at one
    /// snapshot of the database. The watermark counts removals of rows, whatever the day: what is added since does no harm.
    /// </summary>
    /// <param name="firstDay">The first day; of the same epoch.</param>
    /// <param name="lastDay">The last day.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<RowsSnapshot> OpenAsync(DateOnly firstDay, DateOnly lastDay, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a publication in the place of the one before, unless there is one of these days or later: the first writer wins. Durable; may be
    /// called again.
    /// </summary>
    /// <param name="publication">The publication.</param>
    /// <param name="before">The days of the publication that it follows; null where there was none.</param>
    /// <param name="watermark">The watermark of the rows from which it was built.</param>
    /// <returns>False where rows were removed since, or another one was published between, so that it must be built anew.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> StoreAsync(SevenDayPublication publication, SevenDays? before, long watermark);

    /// <summary>The newest publication; null where there is none.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<SevenDayPublication?> ReadNewestAsync(CancellationToken cancellationToken);
}
