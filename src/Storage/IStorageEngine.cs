namespace ToolTime.Storage;

/// <summary>The database as a whole: opened before anything is served and closed after everything has stopped.</summary>
public interface IStorageEngine : IAsyncDisposable
{
    /// <summary>The number of damaged rows read since the start. They are left out of all computation.</summary>
    int DamagedRows { get; }

    /// <summary>The absolute path of the database file, which only one process at a time may use; null for a database server.</summary>
    /// <exception cref="StorageUnavailableException">The settings name no file.</exception>
    string? FilePath { get; }

    /// <summary>Opens the database, creates or migrates its tables, and refuses an unsuitable one.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be used; the message is one line for the operator.</exception>
    void Open();

    /// <summary>Opens a database that is there and has the newest tables; makes and migrates nothing.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be used; the message is one line for the operator.</exception>
    void OpenExisting();

    /// <summary>
    /// Checks that the database can read and write now: it changes a page and waits for the disk, so that a full one is noticed.
    /// </summary>
    /// <exception cref="StorageUnavailableException">It cannot.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Frees memory that serves only as a cache; to be called when idle.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task ReleaseMemoryAsync();

    /// <summary>The size of the database on disk, in bytes.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<long> MeasureSizeAsync(CancellationToken cancellationToken);
}
