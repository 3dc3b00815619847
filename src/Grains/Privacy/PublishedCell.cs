namespace ToolTime.Grains.Privacy;

/// <summary>
/// What is told of a cell: every number is rounded, and null where it is hidden. This is all that is kept of a week for ever, and all that
/// any door serves.
/// </summary>
/// <param name="Key">What it is of.</param>
/// <param name="Figures">The figures.</param>
public sealed record PublishedCell(CellKey Key, CellFigures Figures);
