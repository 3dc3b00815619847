namespace Orleans.Core;

/// <summary>A grain's hold on one stored record.</summary>
public interface IStorage
{
    /// <summary>The version of the record that was read or written last; null when there is none.</summary>
    string? Etag { get; }

    /// <summary>Whether the record exists.</summary>
    bool RecordExists { get; }

    /// <summary>Deletes the record and sets the state to a new value. Durable when the call returns.</summary>
    /// <exception cref="Storage.InconsistentStateException">The record was changed by another; the activation ends and the next reads anew.</exception>
    Task ClearStateAsync();

    /// <summary>Writes the record. Durable when the call returns.</summary>
    /// <exception cref="Storage.InconsistentStateException">The record was changed by another; the activation ends and the next reads anew.</exception>
    Task WriteStateAsync();

    /// <summary>Reads the record again.</summary>
    Task ReadStateAsync();
}
