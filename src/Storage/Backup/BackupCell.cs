using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Storage.Backup;

/// <summary>A published cell, as it stands in a backup.</summary>
/// <param name="Client">The client's number; null for all of them together.</param>
/// <param name="Dimension">The dimension's number; 0 for the whole.</param>
/// <param name="Name">The name.</param>
/// <param name="Figures">The figures, as they are stored.</param>
public sealed record BackupCell(int? Client, int Dimension, string Name, string Figures)
{
    internal static BackupCell Of(PublishedCell cell) => new(
        (int?)cell.Key.Client, (int)cell.Key.Name.Dimension, cell.Key.Name.Name, BackupRows.TextOf(cell.Figures.Encode()));

    internal PublishedCell ToCell() =>
        new(new((AgentClient?)Client, new((Dimension)Dimension, Name)), CellFigures.Decode(BackupRows.BytesOf(Figures)));
}
