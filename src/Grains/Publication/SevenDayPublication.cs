using System.Collections.Immutable;
using ToolTime.Calendar;

namespace ToolTime.Grains.Publication;

/// <summary>A publication of the window <c>7d</c>, as it is stored and served.</summary>
/// <param name="Days">The days.</param>
/// <param name="PublishedAt">When it was published, to the second, UTC.</param>
/// <param name="ETag">The entity tag of the body, with its quotes.</param>
/// <param name="Body">JSON in UTF-8, see <see cref="ToolTime.Publication.StatsDocument"/>.</param>
public sealed record SevenDayPublication(SevenDays Days, DateTimeOffset PublishedAt, string ETag, ImmutableArray<byte> Body);
