using ToolTime.Calendar;

namespace ToolTime.Grains.Operators;

/// <summary>A published week, in numbers.</summary>
/// <param name="Week">The week.</param>
/// <param name="PublishedAt">When it was published, to the second, UTC.</param>
/// <param name="Cells">Cells that are published.</param>
public sealed record RegisteredPublication(IsoWeek Week, DateTimeOffset PublishedAt, int Cells);
