using ToolTime.Calendar;

namespace ToolTime.Grains.Privacy;

/// <summary>What the window <c>7d</c> tells of a cell, and since when: it may be of earlier days than its neighbours.</summary>
/// <param name="Key">What it is of.</param>
/// <param name="Days">The days that the figures are of; of a hidden cell, those after which it was hidden.</param>
/// <param name="Figures">The figures; null where the cell was told before and is hidden.</param>
public sealed record SevenDayCell(CellKey Key, SevenDays Days, CellFigures? Figures);
