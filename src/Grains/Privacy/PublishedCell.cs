namespace ToolTime.Grains.Privacy;

/// <summary>
/// What is published of a cell: every number is rounded, and null where it is suppressed. This is all that is stored of a week for ever,
/// and all that any endpoint serves.
/// </summary>
/// <param name="Key">What it is of.</param>
/// <param name="Figures">The figures.</param>
public sealed record PublishedCell(CellKey Key, CellFigures Figures);
