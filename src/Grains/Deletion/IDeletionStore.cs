using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Grains.Deletion;

/// <summary>Deletes what a submitter sent and prevents it from coming back.</summary>
public interface IDeletionStore
{
    /// <summary>
    /// Deletes a submitter's rows and receipts and writes a tombstone, in one transaction. From then on, a cell of a day up to the
    /// deletion's, or a snapshot generated up to seven days after the deletion, is a duplicate. Published weeks and sealed days do not
    /// change; everything else is recomputed without the submitter. Durable when the call returns; may be called again, whether or not
    /// anything was stored.
    /// </summary>
    /// <param name="submitter">The submitter, in one epoch.</param>
    /// <param name="epoch">The epoch that contains all the submitter's days and weeks.</param>
    /// <param name="deletedAt">The time of the deletion.</param>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task DeleteAsync(SubmitterId submitter, Epoch epoch, DateTimeOffset deletedAt);

    /// <summary>Drops tombstones older than an instant. Durable when the call returns.</summary>
    /// <returns>How many were dropped.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<int> DropTombstonesAsync(DateTimeOffset beforeExclusive);
}
