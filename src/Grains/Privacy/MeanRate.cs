using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P13: what is told of rates beside their median is a mean of submitters' own rates, each counted only so far from the median, and off by what a
/// secret number of submitters could add, up to half the largest margin either way: one more, whose calls all fail or none,
/// changes it as little as one submitter more changes a number of them. It closes what sums tell: all errors over all calls hold the part of somebody whose
/// calls fail as others' do not, which may be as much as all of theirs together; and so does every rule by which such a sum is hidden.
/// </summary>
internal static class MeanRate
{
    /// <summary>How far from the median a submitter's own rate counts, at least.</summary>
    private const double LeastReach = 0.1;

    /// <summary>How many calls of whoever makes the median number that may be, if that is more: one of few is much by chance.</summary>
    private const double CallsOfReach = 2;

    /// <summary>By how much a mean that is told is off at most; half of all are off by less than a third of it.</summary>
    private const double LargestBlur = 0.02;

    /// <summary>Submitters with a rate, from which a mean is told of names that are called often.</summary>
    public static int Minimum(PrivacyOptions limits) => Minimum(LeastReach, limits);

    /// <summary>The same of one cell.</summary>
    public static int Minimum(CellTally tally, PrivacyOptions limits) => Minimum(ReachOf(tally, limits), limits);

    /// <summary>The mean of a cell's rates, 0 to 1.</summary>
    /// <param name="tally">The cell's tally; somebody has such a rate.</param>
    /// <param name="mean">Which rates.</param>
    /// <param name="margin">A margin, drawn for nothing else.</param>
    /// <param name="limits">The limits.</param>
    public static double Of(CellTally tally, Detail mean, int margin, PrivacyOptions limits)
    {
        var (rates, reach) = (tally.RatesOf(mean), ReachOf(tally, limits));
        return Math.Clamp(rates.MeanWithin(reach) + ((margin - HalfOf(limits)) * reach / rates.Count), 0, 1);
    }

    private static int Minimum(double reach, PrivacyOptions limits) => Math.Max(limits.MinimumForValues, (int)Math.Ceiling((HalfOf(limits) * reach / LargestBlur) - 1e-6));

    /// <summary>It follows from what is told, the rounded median of calls, so it tells nothing itself.</summary>
    private static double ReachOf(CellTally tally, PrivacyOptions limits)
    {
        var calls = tally.Submitters == 0 ? 0 : Rounding.Calls(tally.CallsQuantiles(0.5)[0], limits.CallDigits);
        return Math.Clamp(CallsOfReach / calls, LeastReach, 1);
    }

    private static double HalfOf(PrivacyOptions limits) => limits.LargestMargin / 2.0;

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P13",
        Text = $"Means of rates are told from {Minimum(limits)} tokens, each at most {100 * LeastReach:0} points or {CallsOfReach:0} calls from the median"
            + (limits.LargestMargin == 0 ? "." : $", blurred by up to {100 * LargestBlur:0} points."),
    };
}
