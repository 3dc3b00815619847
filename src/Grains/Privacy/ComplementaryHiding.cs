using ToolTime.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P11: what is hidden must not follow from what is told. Where a total is told and the parts hidden under it are one, or hold too few
/// submitters together, the smallest part that is told is hidden too; where only the total is hidden, its smallest part is. It closes
/// subtraction: all clients less the others is the hidden client. A cell is in several groups, so this runs until nothing changes. Where
/// margins blur numbers of submitters, these are left to them, and no hidden part is as bad as a small one: else the hiding itself
/// would tell that there is somebody.
/// </summary>
internal static class ComplementaryHiding
{
    /// <summary>Cells of groups that are looked at in a step: some milliseconds.</summary>
    private const int CellsOfStep = 2_000;

    /// <summary>Hides until nothing follows any more. It only ever hides, so it ends; the order of cells does not matter.</summary>
    public static void Apply(IReadOnlyList<CellDraft> cells, PrivacyOptions limits)
    {
        foreach (var _ in ApplyInSteps(cells, limits))
        {
            // Nobody waits in between.
        }
    }

    /// <summary>The same in short steps; each element is how many cells it looked at.</summary>
    public static IEnumerable<int> ApplyInSteps(IReadOnlyList<CellDraft> cells, PrivacyOptions limits)
    {
        var groups = SiblingGroups.Of(cells);
        var (looked, changed) = (0, true);
        while (changed)
        {
            changed = false;
            foreach (var group in groups)
            {
                changed |= HideIn(group, limits);
                looked += group.Parts.Count;
                if (looked >= CellsOfStep)
                {
                    yield return looked;
                    looked = 0;
                }
            }
        }

        yield return looked;
    }

    private static bool HideIn(Siblings group, PrivacyOptions limits)
    {
        var changed = false;
        foreach (var detail in group.Details)
        {
            changed |= HideOne(group, detail, limits);
        }

        return changed;
    }

    private static bool HideOne(Siblings group, Detail detail, PrivacyOptions limits)
    {
        if (detail == Detail.Submitters && limits.BlursSubmitters)
        {
            return false;
        }

        var parts = group.Parts.Where(part => part.Tally.Behind(detail) > 0).ToList();
        var told = parts.Where(part => part.Tells(detail)).ToList();
        var hidden = parts.Where(part => !part.Tells(detail)).ToList();

        // A part that stands alone tells of the same submitters as its total. Where nobody may show that a second one has come, it may not tell so.
        if (told.Count == 0 || (parts.Count < 2 && !limits.BlursSubmitters) || !Follows(group.Total, hidden, detail, limits))
        {
            return false;
        }

        // Clients that tell no name are in no table, so hiding them costs nothing.
        told.OrderBy(part => part.Key.Client != AgentClient.Unknown).ThenBy(part => part.Tally.Behind(detail)).ThenBy(part => part.Key).First().Hide(detail);
        return true;
    }

    private static bool Follows(CellDraft total, List<CellDraft> hidden, Detail detail, PrivacyOptions limits)
    {
        var areFew = hidden.Sum(part => part.Tally.Behind(detail)) < DetailLevels.MinimumFor(detail, limits) + limits.LargestMargin;
        return limits.BlursSubmitters ? hidden.Count < 2 || areFew
            : total.Tells(detail) ? hidden.Count == 1 || (hidden.Count > 1 && areFew)
            : hidden.Count == 0;
    }

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State() => new()
    {
        Id = "P11",
        Text = "Tables are of names by week, over all clients and of each. A sum that would follow from others is hidden.",
    };
}
