namespace ToolTime.Storage.Backup;

/// <summary>Reads everything that cannot be computed again, and takes it up.</summary>
public interface IBackupStore
{
    /// <summary>
    /// All pieces between a backup's first and last, as they stood at one instant: deletions, publications, days, receipts, rows.
    /// Submissions go on meanwhile.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    IAsyncEnumerable<BackupPiece> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes up pieces that are missing here, in one transaction. What is here stays: the greater revision of a cell, a publication, a
    /// sealed day. A deletion that was not known removes what it covers, and one that is known keeps what it covers from coming back. Days
    /// whose rows change are computed again. Durable when the call returns; may be called again.
    /// </summary>
    /// <param name="pieces">Some pieces, in the order of <see cref="ReadAsync"/>.</param>
    /// <param name="oldestDay">Rows of before this day are skipped: who deleted them may be forgotten.</param>
    /// <returns>How many rows were taken up.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<int> MergeAsync(IReadOnlyList<BackupPiece> pieces, DateOnly oldestDay);
}
