using System.Collections.Immutable;
using ToolTime.Usage;

namespace ToolTime.Publication;

/// <summary>
/// The published figures of one window; the key is a <see cref="StatsQuery"/> for all clients, such as <c>7d</c> or <c>week:2026-W47</c>.
/// The publication of <c>7d</c> is stored only here; it can be recomputed at any time.
/// </summary>
public interface ISummaryGrain : IGrainWithStringKey
{
    /// <summary>The current publication for all clients or one, or unchanged if its entity tag is <paramref name="knownETag"/>.</summary>
    Task<PublicationAnswer> GetCurrentAsync(AgentClient? client, string? knownETag);

    /// <summary>
    /// When the stored publication was computed, and what it covered; null if it must be recomputed: it is missing, damaged or unconfirmed.
    /// </summary>
    Task<PublicationMark?> GetMarkAsync();

    /// <summary>Replaces the stored publication. Durable when the call returns; may be called again.</summary>
    /// <param name="content">The publication, as encoded by the publisher.</param>
    Task ReplaceAsync(ImmutableArray<byte> content);

    /// <summary>
    /// Confirms that no rows were removed before the publication of <paramref name="publishedAt"/> was stored. Durable when the call
    /// returns; may be called again.
    /// </summary>
    Task ConfirmAsync(DateTimeOffset publishedAt);
}

/// <summary>When a publication was computed, and which submitters of that hour it covered.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.PublicationMark")]
public sealed record PublicationMark
{
    /// <summary>The time in UTC, to the second.</summary>
    [Id(0)] public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>
    /// Submitters who reported in that hour. Receipts say only the hour, so they may have reported before or after this publication.
    /// </summary>
    [Id(1)] public required int ReportersOfHour { get; init; }

    /// <summary>Submitters behind each of its figures, at least.</summary>
    [Id(2)] public required int MinimumSubmitters { get; init; }
}
