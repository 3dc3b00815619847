using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P7: few submitters, little detail. From 10 only their rounded number is told, from 50 sums, rates, medians and quartiles, from 100 the
/// outer deciles; never a minimum or maximum. It closes the reading of persons out of small crowds: a sum of ten with nine liars is the
/// tenth person's. Each detail is held against the submitters who stand behind it, not behind the name.
/// </summary>
internal static class DetailLevels
{
    /// <summary>Submitters from which a detail is told, before the secret margin.</summary>
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
            if (cell.Tally.Behind(detail) >= MinimumFor(detail, limits) + margin)
            {
                cell.Tell(detail);
            }
        }
    }

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P7",
        Text = $"Below {limits.MinimumForValues} tokens only their rounded number is told; from {limits.MinimumForValues} sums, rates, medians and quartiles; "
            + $"from {MinimumFor(Detail.Deciles, limits)} the outer deciles; never a minimum or maximum. The secret margin is added to each.",
    };
}
