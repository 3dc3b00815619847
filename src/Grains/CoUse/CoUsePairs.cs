using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.CoUse;

/// <summary>
/// Chooses the pairs of names that the same submitters use more often than chance: by Fisher's exact test at 1%, over all pairs together by
/// Holm's correction. S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6 (1979).
/// </summary>
internal static class CoUsePairs
{
    private const double Level = 0.01;

    /// <summary>The pairs, the strongest first: by how many times more submitters use both than would by chance.</summary>
    /// <param name="candidates">The names.</param>
    /// <param name="submitters">How many use each name, by its place.</param>
    /// <param name="counts">How many use both of a pair, by its place.</param>
    /// <param name="all">All submitters.</param>
    public static IReadOnlyList<PublishedPair> Choose(
        CoUseCandidates candidates, IReadOnlyList<long> submitters, IReadOnlyList<int> counts, long all)
    {
        var tested = new List<(PublishedPair Pair, double Probability, double Lift)>();
        var pairs = 0;
        for (var first = 0; first < candidates.Names.Count; first++)
        {
            for (var second = first + 1; second < candidates.Names.Count; second++)
            {
                if (CoUseCandidates.IsOfOneOwner(candidates.Names[first], candidates.Names[second]))
                {
                    continue;
                }

                pairs++;
                var both = counts[candidates.PairOf(first, second)];
                if (both < CoUseCandidates.MinimumSubmitters)
                {
                    continue;
                }

                tested.Add((
                    new(candidates.Names[first], candidates.Names[second]),
                    HypergeometricTest.Probability(all, submitters[first], submitters[second], both),
                    (double)both * all / (submitters[first] * (double)submitters[second])
                ));
            }
        }

        return
        [
            .. tested
                .OrderBy(pair => pair.Probability)
                .Index()
                .TakeWhile(pair => pair.Item.Probability <= Level / (pairs - pair.Index))
                .Select(pair => pair.Item)
                .OrderByDescending(pair => pair.Lift)
                .ThenBy(pair => pair.Pair.First)
                .ThenBy(pair => pair.Pair.Second)
                .Select(pair => pair.Pair),
        ];
    }
}
