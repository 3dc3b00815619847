using ToolTime.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P11: what is hidden must not follow from what is told. Where a total is told and the parts hidden under it are one, or hold too few
/// submitters together, the smallest part that is told is hidden too; where only the total is hidden, its smallest part is. It closes
/// subtraction: all clients less the others is the hidden client. A cell is in several groups, so this runs until nothing changes.
/// </summary>
internal static class ComplementaryHiding
{
    /// <summary>Hides until nothing follows any more. It only ever hides, so it ends; the order of cells does not matter.</summary>
    public static void Apply(IReadOnlyList<CellDraft> cells, PrivacyOptions limits)
    {
        var groups = SiblingGroups.Of(cells);
        bool changed;
        do
        {
            changed = false;
            foreach (var group in groups)
            {
                foreach (var detail in group.Details)
                {
                    changed |= HideOne(group, detail, limits);
                }
            }
        }
        while (changed);
    }

    private static bool HideOne(Siblings group, Detail detail, PrivacyOptions limits)
    {
        var parts = group.Parts.Where(part => part.Tally.Behind(detail) > 0).ToList();
        var told = parts.Where(part => part.Tells(detail)).ToList();
        var hidden = parts.Where(part => !part.Tells(detail)).ToList();

        // A part that stands alone tells of the same submitters as its total, which the total's own minimum protects.
        if (parts.Count < 2 || told.Count == 0 || !Follows(group.Total, hidden, detail, limits))
        {
            return false;
        }

        // Clients that tell no name are in no table, so hiding them costs nothing.
        told.OrderBy(part => part.Key.Client != AgentClient.Unknown).ThenBy(part => part.Tally.Behind(detail)).ThenBy(part => part.Key).First().Hide(detail);
        return true;
    }

    private static bool Follows(CellDraft total, List<CellDraft> hidden, Detail detail, PrivacyOptions limits) => total.Tells(detail)
        ? hidden.Count == 1 || (hidden.Count > 1 && hidden.Sum(part => part.Tally.Behind(detail)) < DetailLevels.MinimumFor(detail, limits) + limits.LargestMargin)
        : hidden.Count == 0;

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State() => new()
    {
        Id = "P11",
        Text = "There are only tables of names by week, over all clients and of each. What would follow from a total and its other parts is hidden too.",
    };
}
