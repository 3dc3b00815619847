using Orleans.Storage;

namespace ToolTime.Embedded;

/// <summary>
/// Where the engine keeps what must outlive the process: reminders and grain state. The host implements it over its database.
/// A record is found by its kind and key, which are compared ordinally; its value is opaque. Calls may come from any thread at once.
/// </summary>
public interface IEngineRecordStore
{
    /// <summary>Reads one record, or null.</summary>
    /// <param name="kind">The kind of record; a kind has few distinct values.</param>
    /// <param name="key">Which of that kind. It may be private: never log it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<EngineRecord?> ReadAsync(string kind, string key, CancellationToken cancellationToken);

    /// <summary>Writes one record and returns its new etag, which no earlier version of the record had. Durable when the call returns.</summary>
    /// <param name="kind">The kind of record.</param>
    /// <param name="key">Which of that kind.</param>
    /// <param name="value">The value.</param>
    /// <param name="expectedEtag">The etag that the stored record must have; null when there must be none.</param>
    /// <param name="cancellationToken">Ends the wait; the write may happen all the same.</param>
    /// <exception cref="InconsistentStateException">The stored record has another etag, or exists, or does not.</exception>
    Task<string> WriteAsync(string kind, string key, byte[] value, string? expectedEtag, CancellationToken cancellationToken);

    /// <summary>Deletes one record. Durable when the call returns.</summary>
    /// <param name="kind">The kind of record.</param>
    /// <param name="key">Which of that kind.</param>
    /// <param name="expectedEtag">The etag that the stored record must have.</param>
    /// <param name="cancellationToken">Ends the wait; the deletion may happen all the same.</param>
    /// <exception cref="InconsistentStateException">The stored record has another etag, or does not exist.</exception>
    Task DeleteAsync(string kind, string key, string expectedEtag, CancellationToken cancellationToken);

    /// <summary>Reads all records of a kind, in any order.</summary>
    /// <param name="kind">The kind of record.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<EngineRecord> ListAsync(string kind, CancellationToken cancellationToken);
}
