using System.Collections.Immutable;
using ToolTime.Usage;

namespace ToolTime.Publication;

/// <summary>
/// What is published of one window; the key is a <see cref="StatsQuery"/> of all clients, such as <c>7d</c> or <c>week:2026-W47</c>. That
/// of <c>7d</c> is the only place where its publication is stored; it can be made again at any time.
/// </summary>
public interface ISummaryGrain : IGrainWithStringKey
{
    /// <summary>The current publication of all clients or of one, unless it is the one with <paramref name="knownETag"/>.</summary>
    Task<PublicationAnswer> GetCurrentAsync(AgentClient? client, string? knownETag);

    /// <summary>
    /// When the stored publication was made, and what it saw; null where there is none, where it is damaged or was not confirmed, so that
    /// it is made again.
    /// </summary>
    Task<PublicationMark?> GetMarkAsync();

    /// <summary>Stores a publication in the place of the one before. Durable when the call returns; may be called again.</summary>
    /// <param name="content">The publication, as the publisher encoded it.</param>
    Task ReplaceAsync(ImmutableArray<byte> content);

    /// <summary>
    /// Says that nothing was removed before the publication of an instant was stored. Durable when the call returns; may be called again.
    /// </summary>
    Task ConfirmAsync(DateTimeOffset publishedAt);
}

/// <summary>When a publication was made, and what it saw of the hour in which it was.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.PublicationMark")]
public sealed record PublicationMark
{
    /// <summary>When, UTC, to the second.</summary>
    [Id(0)] public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>
    /// Submitters who had reported in that hour: receipts say no more than the hour, so these may have come before it or after.
    /// </summary>
    [Id(1)] public required int ReportersOfHour { get; init; }
}
