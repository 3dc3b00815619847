using ToolTime.Calendar;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>
/// What is counted so far of a closed week that is being published, in steps of some thousand submitters, so that a publication that is cut
/// short goes on. A step names nobody. Whatever removes a submitter's rows, or has them counted or not, drops in the same transaction the steps
/// in which they may be; a restore drops all; and they go with the transaction that stores the week's publication.
/// </summary>
public interface IWeekStepStore
{
    /// <summary>The steps of a week that are of its rows as they are now.</summary>
    /// <param name="week">The week.</param>
    /// <param name="basis">On what they must have been counted; see <see cref="CountingBasis"/>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<WeekSteps> ListAsync(IsoWeek week, byte[] basis, CancellationToken cancellationToken);

    /// <summary>
    /// What was stored of a range. Null where it is gone, or is not what was stored: then all steps of the week are dropped, and it is logged.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<byte[]?> ReadAsync(IsoWeek week, SubmitterRange range, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a step, in the place of any that overlap it and of those with another basis. Durable; may be called again. Of a week that is
    /// published nothing is stored.
    /// </summary>
    /// <param name="week">The week.</param>
    /// <param name="basis">On what it was counted.</param>
    /// <param name="watermark">The watermark of the rows from which it was counted.</param>
    /// <param name="range">Who is counted in it.</param>
    /// <param name="content">What was counted.</param>
    /// <returns>False where the week's rows have changed since, so that the publication must be begun anew.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> StoreAsync(IsoWeek week, byte[] basis, long watermark, SubmitterRange range, byte[] content);

    /// <summary>Drops what is left of weeks that are published. Durable when the call returns.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task DropLeftAsync();
}
