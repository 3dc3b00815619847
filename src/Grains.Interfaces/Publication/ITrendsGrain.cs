namespace ToolTime.Publication;

/// <summary>Each name's figures over the newest published weeks; a single grain, key 0.</summary>
public interface ITrendsGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The current <see cref="TrendsDocument"/> as UTF-8 JSON, or unchanged if its entity tag is <paramref name="knownETag"/>.
    /// </summary>
    Task<PublicationAnswer> GetCurrentAsync(string? knownETag);
}
