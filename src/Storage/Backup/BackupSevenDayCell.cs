using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Storage.Backup;

/// <summary>A cell of published seven days, as it stands in a backup.</summary>
/// <param name="Client">The client's number; null for all of them together.</param>
/// <param name="Dimension">The dimension's number; 0 for the whole.</param>
/// <param name="Name">The name.</param>
/// <param name="LastDay">The last of the days that it is of.</param>
/// <param name="Figures">The figures, as they are stored; null where it is hidden.</param>
public sealed record BackupSevenDayCell(int? Client, int Dimension, string Name, DateOnly LastDay, string? Figures)
{
    internal static BackupSevenDayCell Of(SevenDayCell cell) => new(
        (int?)cell.Key.Client,
        (int)cell.Key.Name.Dimension,
        cell.Key.Name.Name,
        cell.Days.LastDay,
        cell.Figures is { } figures ? BackupRows.TextOf(figures.Encode()) : null);

    internal SevenDayCell ToCell() => new(
        new((AgentClient?)Client, new((Dimension)Dimension, Name)),
        SevenDays.EndingBy(LastDay),
        Figures is { } figures ? CellFigures.Decode(BackupRows.BytesOf(figures)) : null);
}
