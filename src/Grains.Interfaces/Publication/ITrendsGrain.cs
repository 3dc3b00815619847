namespace ToolTime.Publication;

/// <summary>How the figures went over the newest published weeks; there is one, with the key 0.</summary>
public interface ITrendsGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The current <see cref="TrendsDocument"/> as JSON in UTF-8, unless it is the one with <paramref name="knownETag"/>.
    /// </summary>
    Task<PublicationAnswer> GetCurrentAsync(string? knownETag);
}
