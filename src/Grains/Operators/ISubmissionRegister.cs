using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Operators;

/// <summary>Single submissions, identified by receipt.</summary>
public interface ISubmissionRegister
{
    /// <summary>The newest submissions, newest first, each with what is still stored of it.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<RegisteredSubmission>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Deletes a submission's stored content and its receipt, in one transaction. Durable when the call returns.</summary>
    /// <returns>False if there is no such receipt.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> RemoveAsync(Guid receipt);

    /// <summary>
    /// Excludes a submission's rows from all reads, or includes them again; their days and weeks count as changed. Durable when the call
    /// returns; may be called again.
    /// </summary>
    /// <returns>False if there is no such receipt.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> SetQuarantineAsync(Guid receipt, bool quarantined);
}

/// <summary>A submission and what is still stored of it.</summary>
/// <param name="Receipt">The receipt's id.</param>
/// <param name="ReceivedHour">When it was received, cut to the hour, UTC.</param>
/// <param name="Quarantined">True if it is excluded from reads.</param>
/// <param name="Rows">Its rows, except those that later submissions replaced.</param>
public sealed record RegisteredSubmission(Guid Receipt, DateTimeOffset ReceivedHour, bool Quarantined, IReadOnlyList<StoredRow> Rows);
