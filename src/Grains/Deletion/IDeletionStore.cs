using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Grains.Deletion;

/// <summary>Deletes what a submitter sent, and keeps it from coming back.</summary>
public interface IDeletionStore
{
    /// <summary>
    /// Deletes a submitter's rows and receipts and writes a tombstone, in one transaction. From then on a cell of a day up to the
    /// deletion's, or a snapshot generated before the deletion plus seven days, is a duplicate. Published weeks and sealed days stay as
    /// they are; all else is computed again without the submitter. Durable when the call returns; may be called again, whether or not
    /// anything was stored.
    /// </summary>
    /// <param name="submitter">Who, in which epoch.</param>
    /// <param name="epoch">The epoch; all the submitter's days and weeks lie in it.</param>
    /// <param name="deletedAt">When.</param>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task DeleteAsync(SubmitterId submitter, Epoch epoch, DateTimeOffset deletedAt);

    /// <summary>Drops tombstones of before an instant. Durable when the call returns.</summary>
    /// <returns>How many were dropped.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<int> DropTombstonesAsync(DateTimeOffset beforeExclusive);
}
