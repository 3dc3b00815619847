using ToolTime.Calendar;
using ToolTime.Changes;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Names;
using ToolTime.Usage;

namespace ToolTime.Grains.Changes;

/// <summary>
/// Finds a final week's notable changes by plain rules over published figures: a name that none of the previous 26 weeks had; an adoption
/// whose 95% interval does not overlap the previous week's; a median error rate that moved by at least five percentage points and whose
/// notch does not overlap the previous one. A notch is the median ± 1.57 interquartile ranges over the square root of 20, the fewest
/// submitters for which quartiles are published: McGill, Tukey and Larsen, "Variations of Box Plots", The American Statistician 32 (1978).
/// </summary>
internal static class WeekComparison
{
    /// <summary>A name is new if the previous 26 weeks did not have it.</summary>
    public const int WeeksBefore = 26;

    private const double ErrorStep = 0.05;

    /// <summary>Compares each week with the previous one in the list.</summary>
    /// <param name="weeks">Final weeks, oldest first.</param>
    /// <param name="names">The name list; names blocked since then are left out.</param>
    /// <returns>All weeks but the first, oldest first.</returns>
    public static IEnumerable<WeekChanges> Compare(IReadOnlyList<WindowPublication> weeks, NameList names)
    {
        var seen = new Dictionary<UsageName, int>();
        DocumentCells? before = null;
        foreach (var (index, week) in weeks.Index())
        {
            var cells = new DocumentCells(week.Cells, client: null, names);
            if (before is not null)
            {
                yield return new()
                {
                    Week = IsoWeek.Containing(week.FirstDay).ToString(),
                    Simulated = week.IsSimulated is true,
                    PublishedAt = week.PublishedAt,
                    Submitters = cells.Everybody?.Figures.Submitters,
                    Changes =
                    [
                        .. NewNames(cells, name => !seen.TryGetValue(name, out var last) || last < index - WeeksBefore),
                        .. LargestFirst(Adoptions(before, cells)),
                        .. LargestFirst(Errors(before, cells)),
                    ],
                };
            }

            foreach (var cell in cells.Named())
            {
                seen[cell.Key.Name] = index;
            }

            before = cells;
        }
    }

    private static IEnumerable<NameChange> NewNames(DocumentCells now, Func<UsageName, bool> isNew) =>
        LargestFirst(
            now.Named()
                .Where(cell => isNew(cell.Key.Name))
                .Select(cell => Change("new", cell.Key.Name, null, AdoptionOf(cell, now)?.Share))
        );

    private static IEnumerable<NameChange> Adoptions(DocumentCells before, DocumentCells now)
    {
        foreach (var (was, became) in Pairs(before, now))
        {
            if (
                AdoptionOf(was, before) is { } old
                && AdoptionOf(became, now) is { } current
                && (old.Low > current.High || old.High < current.Low)
            )
            {
                yield return Change("adoption", became.Key.Name, old.Share, current.Share);
            }
        }
    }

    private static IEnumerable<NameChange> Errors(DocumentCells before, DocumentCells now)
    {
        foreach (var (was, became) in Pairs(before, now))
        {
            // The rates are rounded to thousandths, but their difference is not.
            if (
                NotchOf(was) is { } old
                && NotchOf(became) is { } current
                && Math.Round(Math.Abs(current.Median - old.Median), 3) >= ErrorStep
                && (old.Low > current.High || old.High < current.Low)
            )
            {
                yield return Change("errors", became.Key.Name, old.Median, current.Median);
            }
        }
    }

    private static (double Low, double Median, double High)? NotchOf(PublishedCell cell)
    {
        if (cell.Figures is not { ErrorRateP25: { } low, ErrorRateMedian: { } median, ErrorRateP75: { } high })
        {
            return null;
        }

        var half = 1.57 * (high - low) / Math.Sqrt(Threshold.ForQuartiles);
        return (median - half, median, median + half);
    }

    private static IEnumerable<NameChange> LargestFirst(IEnumerable<NameChange> changes) =>
        changes
            .OrderByDescending(change => Math.Abs((change.After ?? 0) - (change.Before ?? 0)))
            .ThenBy(change => change.Dimension, StringComparer.Ordinal)
            .ThenBy(change => change.Name, StringComparer.Ordinal);

    private static IEnumerable<(PublishedCell Before, PublishedCell Now)> Pairs(DocumentCells before, DocumentCells now) =>
        before.Named()
            .Join(now.Named(), cell => cell.Key.Name, cell => cell.Key.Name, (was, became) => (was, became))
            .Where(pair => !before.IsPartial(pair.was.Key.Name) && !now.IsPartial(pair.was.Key.Name));

    private static Proportion? AdoptionOf(PublishedCell cell, DocumentCells cells) =>
        cells.Everybody is { } all ? Proportion.Compute(cell.Figures.Submitters, all.Figures.Submitters) : null;

    private static NameChange Change(string kind, UsageName name, double? before, double? after) =>
        new()
        {
            Kind = kind,
            Dimension = name.Dimension.ToName(),
            Name = name.Name,
            Before = before,
            After = after,
        };
}
