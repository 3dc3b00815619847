using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>The rows that windows are computed from, and published weeks.</summary>
public interface IPublicationStore
{
    /// <summary>What has been published of one kind of period, and the first day that can be published.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<PublicationSchedule> ReadScheduleAsync(StatsWindowKind window, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the cells of days, and the snapshots generated on them, at one snapshot of the database. The watermark counts removals of rows
    /// on any day; rows added since do no harm.
    /// </summary>
    /// <param name="firstDay">The first day.</param>
    /// <param name="lastDay">The last day, at most 27 days later.</param>
    /// <param name="submitters">The submitters whose rows are read.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<RowsSnapshot> OpenAsync(DateOnly firstDay, DateOnly lastDay, SubmitterRange submitters, CancellationToken cancellationToken);

    /// <summary>The number of times that rows were removed: by their submitters, by operators or by a restore.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<long> CountRemovalsAsync(CancellationToken cancellationToken);

    /// <summary>The number of distinct submitters who reported from an hour on, or whose rows were deleted after an instant.</summary>
    /// <param name="reportedFrom">The start of an hour.</param>
    /// <param name="deletedAfter">The instant.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<int> CountChangedAsync(DateTimeOffset reportedFrom, DateTimeOffset deletedAfter, CancellationToken cancellationToken);

    /// <summary>The number of distinct submitters who reported from an hour on.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<int> CountReportersAsync(DateTimeOffset fromInclusive, CancellationToken cancellationToken) =>
        CountChangedAsync(fromInclusive, deletedAfter: DateTimeOffset.MaxValue, cancellationToken);

    /// <summary>The number of distinct submitters whose rows were deleted after an instant.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<int> CountDeletedAsync(DateTimeOffset afterExclusive, CancellationToken cancellationToken) =>
        CountChangedAsync(reportedFrom: DateTimeOffset.MaxValue, afterExclusive, cancellationToken);

    /// <summary>
    /// Stores the publication of a week or four-week window, replacing an earlier one unless that is final. Durable; may be called again.
    /// </summary>
    /// <param name="publication">The publication.</param>
    /// <param name="watermark">The watermark of the rows from which it was computed.</param>
    /// <returns>False if rows were removed since: it must be recomputed.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> StoreAsync(WindowPublication publication, long watermark);

    /// <summary>A string that changes whenever a period of the kind is published.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<string> ReadVersionAsync(StatsWindowKind window, CancellationToken cancellationToken);

    /// <summary>The newest undamaged publication of a kind of period; null if there is none.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<WindowPublication?> ReadNewestAsync(StatsWindowKind window, CancellationToken cancellationToken);

    /// <summary>The publications of a kind whose first days are in an inclusive range, oldest first. Damaged ones are skipped.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<WindowPublication>> ReadAsync(
        StatsWindowKind window,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    );

    /// <summary>A week's document published under the old rules, as it was served; null if there is none.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<byte[]?> ReadArchivedAsync(IsoWeek week, CancellationToken cancellationToken);
}
