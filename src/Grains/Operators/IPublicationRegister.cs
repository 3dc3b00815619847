using ToolTime.Grains.Publication;

namespace ToolTime.Grains.Operators;

/// <summary>Publications, for operators.</summary>
public interface IPublicationRegister
{
    /// <summary>The newest published weeks and four-week windows, newest first.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<RegisteredPublication>> ListAsync(int limit, CancellationToken cancellationToken);
}

/// <summary>The figures of a published week or four-week window.</summary>
/// <param name="Period">The week or four-week window.</param>
/// <param name="PublishedAt">When it was published, to the second, UTC.</param>
/// <param name="Cells">Number of published cells.</param>
/// <param name="IsFinal">Whether it can no longer change.</param>
public sealed record RegisteredPublication(PublicationPeriod Period, DateTimeOffset PublishedAt, int Cells, bool IsFinal);
