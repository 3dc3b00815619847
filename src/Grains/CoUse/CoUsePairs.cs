using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.CoUse;

/// <summary>
/// Chooses the pairs of names that the same submitters use more often than chance, group by group, at 1% over all pairs together by Holm's
/// correction: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6 (1979).
/// </summary>
internal static class CoUsePairs
{
    private const double Level = 0.01;

    /// <summary>The pairs, the strongest first: by how many times more submitters use both than would by chance.</summary>
    /// <param name="candidates">The names.</param>
    /// <param name="tally">What was counted.</param>
    /// <param name="minimum">Distinct submitters who use both, at least.</param>
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
    /// No less than the probability of so many by chance. In each group the number is hypergeometric, so over all of them it is a sum of
    /// independent events, for which Chernoff's bound holds: H. Chernoff, "A Measure of Asymptotic Efficiency for Tests of a Hypothesis
    /// Based on the Sum of Observations", Annals of Mathematical Statistics 23 (1952). It needs no approximation where counts are small.
    /// </summary>
    /// <param name="both">How many use both.</param>
    /// <param name="expected">How many would, above 0.</param>
    internal static double ProbabilityBound(int both, double expected) =>
        both <= expected ? 1 : Math.Exp(both - expected - (both * Math.Log(both / expected)));
}
