using ToolTime.Grains.Publication;

namespace ToolTime.Grains.Operators;

/// <summary>What was published, for operators.</summary>
public interface IPublicationRegister
{
    /// <summary>The newest published weeks, and fours of them, the newest first.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<RegisteredPublication>> ListAsync(int limit, CancellationToken cancellationToken);
}

/// <summary>A published week, or four, in numbers.</summary>
/// <param name="Period">The week, or four.</param>
/// <param name="PublishedAt">When it was published, to the second, UTC.</param>
/// <param name="Cells">Cells that are published.</param>
/// <param name="IsFinal">Whether it never changes any more.</param>
public sealed record RegisteredPublication(PublicationPeriod Period, DateTimeOffset PublishedAt, int Cells, bool IsFinal);
