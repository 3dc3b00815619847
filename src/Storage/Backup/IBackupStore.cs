namespace ToolTime.Storage.Backup;

/// <summary>Reads everything that cannot be recomputed, and merges it back.</summary>
public interface IBackupStore
{
    /// <summary>
    /// All pieces between a backup's first and last, from one instant: deletions, publications, days, receipts, rows. Submissions continue
    /// meanwhile.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    IAsyncEnumerable<BackupPiece> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Merges missing pieces in one transaction. What is stored stays: a cell's greater revision, a publication, a sealed day. A new
    /// deletion removes what it covers, and a known one keeps what it covers from coming back. Days whose rows change are recomputed.
    /// Durable when the call returns; may be called again.
    /// </summary>
    /// <param name="pieces">Some pieces, in the order of <see cref="ReadAsync"/>.</param>
    /// <param name="oldestDay">Rows from before this day are skipped, because their deletion may have been forgotten.</param>
    /// <returns>The number of rows merged.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<int> MergeAsync(IReadOnlyList<BackupPiece> pieces, DateOnly oldestDay);
}
