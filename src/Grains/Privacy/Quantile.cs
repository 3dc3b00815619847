using System.Numerics;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Sample quantiles by linear interpolation between the closest ranks, type 7 of Hyndman and Fan, "Sample Quantiles in Statistical
/// Packages", The American Statistician 50 (1996): what spreadsheets and R call the default.
/// </summary>
internal static class Quantile
{
    /// <summary>The quantile of values in ascending order.</summary>
    /// <param name="sorted">The values; at least one.</param>
    /// <param name="share">0 to 1; 0.5 is the median.</param>
    public static double Of<T>(IReadOnlyList<T> sorted, double share)
        where T : INumber<T>
    {
        var position = (sorted.Count - 1) * share;
        var below = (int)position;
        var lower = double.CreateChecked(sorted[below]);
        var upper = double.CreateChecked(sorted[Math.Min(below + 1, sorted.Count - 1)]);
        return lower + ((position - below) * (upper - lower));
    }
}
