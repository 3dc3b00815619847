using ToolTime.Publication;

namespace ToolTime.Grains.Privacy;

/// <summary>A cell on its way to publication: what was counted, and which of its sums are published so far.</summary>
internal sealed class CellDraft
{
    /// <summary>All sums.</summary>
    public static readonly IReadOnlyList<SumKind> Sums = Enum.GetValues<SumKind>();

    private readonly HashSet<SumKind> _published;

    /// <summary>Decides by the threshold alone. Sums are published over all clients only, and not of four weeks.</summary>
    /// <param name="key">What the cell is of.</param>
    /// <param name="tally">What was counted.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="window">The window.</param>
    public CellDraft(CellKey key, CellTally tally, Threshold threshold, StatsWindowKind window)
    {
        (Key, Tally) = (key, tally);
        _published =
            key.Client is null && window != StatsWindowKind.FourWeeks
                ? [.. Sums.Where(sum => threshold.IsMet(Behind(sum)) && !threshold.IsTooFew(WithoutOf(sum)))]
                : [];
    }

    public CellKey Key { get; }

    public CellTally Tally { get; }

    /// <summary>Whether a sum is published.</summary>
    public bool Publishes(SumKind sum) => _published.Contains(sum);

    /// <summary>Takes a sum back.</summary>
    public void Suppress(SumKind sum) => _published.Remove(sum);

    /// <summary>How many submitters stand behind a sum.</summary>
    public int Behind(SumKind sum) => sum switch
    {
        SumKind.ObservedCalls => Tally.Observers,
        SumKind.Rejections => Tally.RejectionReporters,
        _ => Tally.Submitters,
    };

    /// <summary>How many submitters have calls that are in the sum of calls and not in this one: the difference is theirs.</summary>
    private int WithoutOf(SumKind sum) => sum switch
    {
        SumKind.ObservedCalls => Tally.PartialObservers,
        SumKind.Rejections => Tally.PartialRejectionReporters,
        _ => 0,
    };
}
