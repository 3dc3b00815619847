using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Operators;

/// <summary>Single submissions, found by their receipts.</summary>
public interface ISubmissionRegister
{
    /// <summary>The newest submissions with what is still stored of each, newest first.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<RegisteredSubmission>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Deletes what a submission brought, and its receipt, in one transaction. Durable when the call returns.</summary>
    /// <returns>False where there is no such receipt.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> RemoveAsync(Guid receipt);

    /// <summary>
    /// Leaves a submission's rows out of what is read, or takes them in again; their days and weeks count as changed. Durable when the call
    /// returns; may be called again.
    /// </summary>
    /// <returns>False where there is no such receipt.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> SetQuarantineAsync(Guid receipt, bool quarantined);
}

/// <summary>A submission and what is still stored of it.</summary>
/// <param name="Receipt">The id of its receipt.</param>
/// <param name="ReceivedHour">When it was received, cut to the hour, UTC.</param>
/// <param name="Quarantined">True where it is left out of what is read.</param>
/// <param name="Rows">Its rows, less those that later submissions replaced.</param>
public sealed record RegisteredSubmission(Guid Receipt, DateTimeOffset ReceivedHour, bool Quarantined, IReadOnlyList<StoredRow> Rows);
