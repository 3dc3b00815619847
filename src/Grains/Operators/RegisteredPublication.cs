using ToolTime.Grains.Publication;

namespace ToolTime.Grains.Operators;

/// <summary>A published week, or four, in numbers.</summary>
/// <param name="Period">The week, or four.</param>
/// <param name="PublishedAt">When it was published, to the second, UTC.</param>
/// <param name="Cells">Cells that are published.</param>
/// <param name="IsFinal">Whether it never changes any more.</param>
public sealed record RegisteredPublication(PublicationPeriod Period, DateTimeOffset PublishedAt, int Cells, bool IsFinal);
