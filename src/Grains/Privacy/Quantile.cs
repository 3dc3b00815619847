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
        where T : INumber<T> => At(sorted, (sorted.Count - 1) * share);

    /// <summary>
    /// The least and the greatest that the median can become where so many values are left out, whichever. Of the m values that are left of n,
    /// the i-th is no less than the i-th of all and no more than the one that stands (n - m) places after it. Their median, at (m - 1) / 2 from
    /// 0, is therefore no less than what stands there among all, and no more than what stands n - m after that: (n - m) / 2 places before and
    /// after the median of all, at (n - 1) / 2. Half a place is the mean of two neighbours, as it is in a median. Leaving the highest out reaches the one,
    /// leaving the lowest out the other, and leaving fewer out reaches neither.
    /// </summary>
    /// <param name="sorted">The values in ascending order; more than are left out.</param>
    /// <param name="leftOut">How many are left out.</param>
    public static (double Least, double Greatest) MediansWithout<T>(IReadOnlyList<T> sorted, int leftOut)
        where T : INumber<T>
    {
        var medianOfLowest = (sorted.Count - leftOut - 1) / 2.0;
        return (At(sorted, medianOfLowest), At(sorted, medianOfLowest + leftOut));
    }

    /// <summary>What stands at a position, from 0, or between two.</summary>
    private static double At<T>(IReadOnlyList<T> sorted, double position)
        where T : INumber<T>
    {
        var below = (int)position;
        var lower = double.CreateChecked(sorted[below]);
        var upper = double.CreateChecked(sorted[Math.Min(below + 1, sorted.Count - 1)]);
        return lower + ((position - below) * (upper - lower));
    }
}
