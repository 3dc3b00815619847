using ToolTime.Api.Trends;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>A name and its figures.</summary>
/// <param name="Dimension">Its dimension.</param>
/// <param name="Figures">The figures.</param>
public sealed record Highlight(Dimension Dimension, NameFigures Figures);
