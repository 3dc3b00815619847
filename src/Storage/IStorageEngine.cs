using ToolTime.Grains.Storage;

namespace ToolTime.Storage;

/// <summary>The database as a whole: it is opened before anything is served and closed after everything has stopped.</summary>
public interface IStorageEngine : IAsyncDisposable
{
    /// <summary>Opens the database, makes or migrates its tables, and refuses one that does not fit.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be used; the message is one line for the operator.</exception>
    void Open();

    /// <summary>Whether a read and a write would be taken now.</summary>
    /// <exception cref="StorageUnavailableException">They would not.</exception>
    Task CheckAsync(CancellationToken cancellationToken);
}
