namespace ToolTime.Monitor.Insights.Trends;

/// <summary>The last seven days of something beside the seven before.</summary>
/// <param name="Dimension">`tool`, `model` or `project`.</param>
/// <param name="Name">Which.</param>
/// <param name="Unit">`usd` of models and projects, `calls` of tools.</param>
/// <param name="Last">Of the last seven days, today among them.</param>
/// <param name="Before">Of the seven days before.</param>
internal sealed record TrendRow(string Dimension, string Name, string Unit, decimal Last, decimal Before)
{
    /// <summary>How many times as much; null where there was none before.</summary>
    public double? Ratio => Before > 0 ? (double)decimal.Round(Last / Before, 3) : null;
}
