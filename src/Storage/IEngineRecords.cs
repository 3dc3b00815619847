using ToolTime.Grains.Storage;

namespace ToolTime.Storage;

/// <summary>Small opaque records for the grain engine: reminders and grain state. Keys are compared ordinally.</summary>
public interface IEngineRecords
{
    /// <summary>Reads one record, or null.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<StoredRecord?> ReadAsync(string kind, string key, CancellationToken cancellationToken);

    /// <summary>Writes a record if the stored one has the expected etag; null expects none. Durable when the call returns.</summary>
    /// <returns>The new etag; null where the stored record is another.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<string?> TryWriteAsync(string kind, string key, byte[] value, string? expectedEtag);

    /// <summary>Deletes a record if the stored one has the expected etag. Durable when the call returns.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> TryDeleteAsync(string kind, string key, string expectedEtag);

    /// <summary>Reads all records of a kind, in no particular order.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<StoredRecord>> ListAsync(string kind, CancellationToken cancellationToken);
}
