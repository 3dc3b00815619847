namespace ToolTime.Grains.Privacy;

/// <summary>
/// A published cell: every number is rounded, and null if suppressed. Only this is stored of a week forever, and only this is served.
/// </summary>
/// <param name="Key">What the figures are about.</param>
/// <param name="Figures">The figures.</param>
public sealed record PublishedCell(CellKey Key, CellFigures Figures);
