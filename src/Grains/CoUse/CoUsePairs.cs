using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.CoUse;

/// <summary>
/// Chooses the pairs of names that the same submitters use more often than chance within each group, at a 1% level over all pairs by Holm's
/// correction: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6 (1979).
/// </summary>
internal static class CoUsePairs
{
    private const double Level = 0.01;

    /// <summary>The pairs, strongest first: by the ratio of submitters who use both to the number expected by chance.</summary>
    /// <param name="candidates">The names.</param>
    /// <param name="tally">What was counted.</param>
    /// <param name="minimum">The minimum number of distinct submitters who use both.</param>
    public static IReadOnlyList<PublishedPair> Choose(CoUseCandidates candidates, CoUseTally tally, int minimum)
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
                var both = tally.Both(first, second);
                if (both >= minimum)
                {
                    var expected = tally.Expected(first, second);
                    var pair = new PublishedPair(candidates.Names[first], candidates.Names[second]);
                    tested.Add((pair, ProbabilityBound(both, expected), both / expected));
                }
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

    /// <summary>
    /// An upper bound on the probability that at least <paramref name="both"/> submitters use both names by chance. The number in each
    /// group is hypergeometric, so over all groups it is a sum of independent events, to which Chernoff's bound applies: H. Chernoff, "A
    /// Measure of Asymptotic Efficiency for Tests of a Hypothesis Based on the Sum of Observations", Annals of Mathematical Statistics 23
    /// (1952). It needs no approximation for small counts.
    /// </summary>
    /// <param name="both">How many use both names.</param>
    /// <param name="expected">How many are expected to by chance; above 0.</param>
    internal static double ProbabilityBound(int both, double expected) =>
        both <= expected ? 1 : Math.Exp(both - expected - (both * Math.Log(both / expected)));
}
