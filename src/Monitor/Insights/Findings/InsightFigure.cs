namespace ToolTime.Monitor.Insights.Findings;

/// <summary>A figure of an insight, with its unit, so that nobody has to guess it.</summary>
/// <param name="Name">What it is of, as `failed calls`.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">`count`, `usd`, `share` (0 to 1), `tokens`, `minutes`, `lines` or `score` (0 to 1).</param>
internal sealed record InsightFigure(string Name, double Value, string Unit);
