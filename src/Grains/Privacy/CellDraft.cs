using ToolTime.Publication;

namespace ToolTime.Grains.Privacy;

/// <summary>A cell on its way to publication: its counts, and which of its sums are still to be published.</summary>
internal sealed class CellDraft
{
    public static readonly IReadOnlyList<SumKind> Sums = Enum.GetValues<SumKind>();

    private readonly HashSet<SumKind> _published;

    /// <summary>Applies the threshold alone. Sums are published over all clients only, and not for four weeks.</summary>
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

    /// <summary>Whether a sum will be published.</summary>
    public bool Publishes(SumKind sum) => _published.Contains(sum);

    /// <summary>Suppresses a sum.</summary>
    public void Suppress(SumKind sum) => _published.Remove(sum);

    /// <summary>How many submitters contribute to a sum.</summary>
    public int Behind(SumKind sum) => sum switch
    {
        SumKind.ObservedCalls => Tally.Observers,
        SumKind.Rejections => Tally.RejectionReporters,
        _ => Tally.Submitters,
    };

    /// <summary>How many submitters have calls in the total that are not in this sum: the difference is theirs.</summary>
    private int WithoutOf(SumKind sum) => sum switch
    {
        SumKind.ObservedCalls => Tally.PartialObservers,
        SumKind.Rejections => Tally.PartialRejectionReporters,
        _ => 0,
    };
}
