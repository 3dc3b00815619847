using System.Collections.Immutable;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Publication;

/// <summary>A week's publication, as it is stored and served.</summary>
/// <param name="Week">The week.</param>
/// <param name="PublishedAt">When it was published, to the second, UTC.</param>
/// <param name="ETag">The entity tag of the body, with its quotes.</param>
/// <param name="Body">JSON in UTF-8, see <see cref="ToolTime.Publication.StatsDocument"/>.</param>
public sealed record WeekPublication(IsoWeek Week, DateTimeOffset PublishedAt, string ETag, ImmutableArray<byte> Body)
{
    /// <summary>All that is told of the week, of which further tables and longer windows are made.</summary>
    public ImmutableArray<PublishedCell> Cells { get; init; } = [];
}
