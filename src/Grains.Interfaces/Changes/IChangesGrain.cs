using ToolTime.Publication;

namespace ToolTime.Changes;

/// <summary>What changed from each final week to the next; a single grain, key 0.</summary>
public interface IChangesGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The current <see cref="ChangesDocument"/> as UTF-8 JSON, or unchanged if its entity tag is <paramref name="knownETag"/>.
    /// </summary>
    Task<PublicationAnswer> GetCurrentAsync(string? knownETag);
}
