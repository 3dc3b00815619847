namespace ToolTime.Storage;

/// <summary>The database as a whole: it is opened before anything is served and closed after everything has stopped.</summary>
public interface IStorageEngine : IAsyncDisposable
{
    /// <summary>Rows that were read since the start and are not what was stored. They are left out of what is computed.</summary>
    int DamagedRows { get; }

    /// <summary>
    /// The whole path of the file that the database is, which one process at a time may hold; null where it is a server's.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The settings name no file.</exception>
    string? FilePath { get; }

    /// <summary>Opens the database, makes or migrates its tables, and refuses one that does not fit.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be used; the message is one line for the operator.</exception>
    void Open();

    /// <summary>
    /// Whether a read and a write would be taken now: it changes a page and waits for the disk, so that a full one shows.
    /// </summary>
    /// <exception cref="StorageUnavailableException">They would not.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Frees memory that only makes what comes next faster: for when nothing is going on.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task ReleaseMemoryAsync();

    /// <summary>The bytes that the database takes on its disk.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<long> MeasureSizeAsync(CancellationToken cancellationToken);
}
