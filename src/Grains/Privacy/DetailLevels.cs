using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P7: few submitters, little detail. From 10 only their rounded number is told, from 50 sums, medians and quartiles, from 100 the
/// outer deciles; never a minimum or maximum. It closes the reading of persons out of small crowds: a sum of ten with nine liars is the
/// tenth person's. Each detail is held against the submitters who stand behind it, not behind the name.
/// </summary>
internal static class DetailLevels
{
    /// <summary>Submitters from which a detail is told, before the secret margin; of means of rates the cell decides.</summary>
    public static int MinimumFor(Detail detail, PrivacyOptions limits) => detail switch
    {
        Detail.Submitters => limits.MinimumSubmitters,
        Detail.Deciles => Math.Max(limits.MinimumForDeciles, limits.MinimumForValues),
        _ => limits.MinimumForValues,
    };

    /// <summary>Tells what the cell has submitters enough for.</summary>
    public static void Tell(CellDraft cell, int margin, PrivacyOptions limits)
    {
        foreach (var detail in Details.Of(cell.Key.Name))
        {
            if (cell.Tally.Behind(detail) >= MinimumFor(detail, cell.Tally, limits) + margin)
            {
                cell.Tell(detail);
            }
        }
    }

    private static int MinimumFor(Detail detail, CellTally tally, PrivacyOptions limits) =>
        detail is Detail.ErrorRate or Detail.RejectionRate ? MeanRate.Minimum(tally, limits) : MinimumFor(detail, limits);

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P7",
        Text = $"Below {limits.MinimumForValues} tokens only their rounded number is told; from {limits.MinimumForValues} sums, medians and quartiles; "
            + $"from {MinimumFor(Detail.Deciles, limits)} the outer deciles; never a minimum or maximum. The secret margin is added to each.",
    };
}
