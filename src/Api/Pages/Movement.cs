using ToolTime.Publication;

namespace ToolTime.Api.Pages;

/// <summary>A name over the final weeks.</summary>
/// <param name="Name">The name.</param>
/// <param name="Points">Its points, the oldest first.</param>
public sealed record Movement(NameTrend Name, IReadOnlyList<TrendPoint?> Points)
{
    /// <summary>
    /// How much its adoption grew between the first and last week that hold it, in parts of 1; null where there are not two.
    /// </summary>
    public double? Change =>
        Points.Select(point => point?.Adoption).OfType<double>().ToList() is [var first, .., var last] ? Math.Round(last - first, 2) : null;
}
