using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P13: a median of rates is told only where leaving out any 20 of those behind it, whichever they are and whatever they sent, would move it
/// by at most half a percentage point. So where up to 20 lie, what is told is within half a point, before rounding, of the median of the
/// honest people among them. It closes two attacks: liars who push a median, and liars who stand as many below somebody as above, so that the
/// median is that person's own rate. A median of a few who differ much is hidden too: whoever lied about it could not be told from them.
/// </summary>
internal static class Steadiness
{
    /// <summary>Hides the cell's median of rates where it is not steady.</summary>
    public static void Hide(CellDraft cell, PrivacyOptions limits)
    {
        if (cell.Tells(Detail.ErrorRateMedian) && !IsSteady(cell.Tally, limits))
        {
            cell.Hide(Detail.ErrorRateMedian);
        }
    }

    /// <summary>Whether the median of error rates stays where it is without any few. Of no more than these nobody would be left.</summary>
    public static bool IsSteady(CellTally tally, PrivacyOptions limits)
    {
        if (tally.Behind(Detail.ErrorRateMedian) <= limits.LiarsWithstood)
        {
            return false;
        }

        var (least, median, greatest) = tally.ErrorRateMedianWithout(limits.LiarsWithstood);
        return median - least <= limits.LargestMove && greatest - median <= limits.LargestMove;
    }

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P13",
        Text = limits.LiarsWithstood == 0
            ? "Rates are told as medians, too."
            : $"A median of rates is told where leaving out any {limits.LiarsWithstood} tokens moves it by at most {100 * limits.LargestMove:0.##} points.",
    };
}
