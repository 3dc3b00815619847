using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P13: rates are told only where leaving out any 20 of those behind them, whichever they are and whatever they sent, would move their
/// median by at most half a percentage point. So where up to 20 lie, the median is within half a point, before rounding, of that of the
/// honest people among them. It closes two attacks: liars who push a median, and liars who stand as many below somebody as above, so that the
/// median is that person's own rate. A median of a few who differ much is hidden too: whoever lied about it could not be told from them.
/// </summary>
internal static class Steadiness
{
    /// <summary>Hides the cell's rates where their medians are not steady.</summary>
    public static void Hide(CellDraft cell, PrivacyOptions limits)
    {
        foreach (var rate in Details.Rates.Where(cell.Tells))
        {
            if (!IsSteady(cell.Tally.RatesOf(rate), limits))
            {
                cell.Hide(rate);
            }
        }
    }

    /// <summary>Whether the median of rates stays where it is without any few. Of no more than these nobody would be left.</summary>
    public static bool IsSteady(RateTally rates, PrivacyOptions limits)
    {
        if (rates.Count <= limits.LiarsWithstood)
        {
            return false;
        }

        var (least, median, greatest) = rates.MedianWithout(limits.LiarsWithstood);
        return median - least <= limits.LargestMove && greatest - median <= limits.LargestMove;
    }

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P13",
        Text = limits.LiarsWithstood == 0
            ? "Rates are told as medians."
            : $"Rates are told where leaving out any {limits.LiarsWithstood} tokens moves their median by at most {100 * limits.LargestMove:0.##} points.",
    };
}
