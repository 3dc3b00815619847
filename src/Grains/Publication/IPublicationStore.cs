using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>The rows that windows are computed from, and what was published of weeks.</summary>
public interface IPublicationStore
{
    /// <summary>What is published of one kind of period, and from when on there is anything to publish.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<PublicationSchedule> ReadScheduleAsync(StatsWindowKind window, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the cells of days, and the snapshots that were made on them, at one snapshot of the database. The watermark counts removals of
    /// rows, whatever the day: what is added since does no harm.
    /// </summary>
    /// <param name="firstDay">The first day.</param>
    /// <param name="lastDay">The last day, at most 27 days later.</param>
    /// <param name="submitters">Whose rows are read.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<RowsSnapshot> OpenAsync(DateOnly firstDay, DateOnly lastDay, SubmitterRange submitters, CancellationToken cancellationToken);

    /// <summary>How often rows were removed, by their submitters, by operators or by a restore.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<long> CountRemovalsAsync(CancellationToken cancellationToken);

    /// <summary>Distinct submitters that reported from an hour on, or whose rows were deleted after an instant.</summary>
    /// <param name="reportedFrom">The beginning of an hour.</param>
    /// <param name="deletedAfter">The instant.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<int> CountChangedAsync(DateTimeOffset reportedFrom, DateTimeOffset deletedAfter, CancellationToken cancellationToken);

    /// <summary>
    /// Stores what is published of a week, or four, in the place of what was before, unless that is final. Durable; may be called again.
    /// </summary>
    /// <param name="publication">The publication.</param>
    /// <param name="watermark">The watermark of the rows from which it was computed.</param>
    /// <returns>False where rows were removed since: it must be computed again.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> StoreAsync(WindowPublication publication, long watermark);

    /// <summary>A text that changes whenever anything is published of a kind of period.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<string> ReadVersionAsync(StatsWindowKind window, CancellationToken cancellationToken);

    /// <summary>The newest publication of a kind of period; null where there is none. One that is damaged is skipped.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<WindowPublication?> ReadNewestAsync(StatsWindowKind window, CancellationToken cancellationToken);

    /// <summary>
    /// The publications of a kind whose first days lie between two, both included, the oldest first. Damaged ones are skipped.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<WindowPublication>> ReadAsync(
        StatsWindowKind window,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    );

    /// <summary>The document of a week that was published under the rules of before, as it was served; null where there is none.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<byte[]?> ReadArchivedAsync(IsoWeek week, CancellationToken cancellationToken);
}
