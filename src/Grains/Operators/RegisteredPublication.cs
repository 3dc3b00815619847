using ToolTime.Calendar;
using ToolTime.Grains.Publication;

namespace ToolTime.Grains.Operators;

/// <summary>A published week, in numbers.</summary>
/// <param name="Week">The week.</param>
/// <param name="PublishedAt">When it was published, to the second, UTC.</param>
/// <param name="Cells">Cells that are told.</param>
/// <param name="Hidden">How much was hidden; null for weeks out of a backup, or of before this was counted.</param>
public sealed record RegisteredPublication(IsoWeek Week, DateTimeOffset PublishedAt, int Cells, HiddenCounts? Hidden);
