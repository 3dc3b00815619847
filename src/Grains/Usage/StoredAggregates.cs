using ToolTime.Grains.Storage;
namespace ToolTime.Grains.Usage;

/// <summary>A day's stored aggregates and the rows that they saw.</summary>
/// <param name="Watermark">The watermark of the rows from which they were computed; 0 where there never were any, or they are to be
/// renewed.</param>
/// <param name="Aggregates">By dimension, then ordinally by name.</param>
public sealed record StoredAggregates(long Watermark, IReadOnlyList<DayAggregate> Aggregates);
