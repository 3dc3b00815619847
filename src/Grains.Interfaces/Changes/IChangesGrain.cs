using ToolTime.Publication;

namespace ToolTime.Changes;

/// <summary>What changed from one final week to the next; there is one, with the key 0.</summary>
public interface IChangesGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The current <see cref="ChangesDocument"/> as JSON in UTF-8, unless it is the one with <paramref name="knownETag"/>.
    /// </summary>
    Task<PublicationAnswer> GetCurrentAsync(string? knownETag);
}
