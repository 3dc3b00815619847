using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.CoUse;

/// <summary>How many submitters used both names of each pair. Tallies of different submitters add up.</summary>
/// <param name="candidates">The names.</param>
/// <param name="names">The list of names.</param>
internal sealed class CoUseTally(CoUseCandidates candidates, NameList names)
{
    private readonly int[] _counts = new int[candidates.Pairs];

    /// <summary>The counts, by the places of pairs.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Adds one submitter, whom no other call may add.</summary>
    public void Add(SubmitterRows submitter)
    {
        // What counts of a submitter, and nothing else: clamping may leave names out.
        var usage = SubmitterUsage.Compute(NormalizedNames.Normalize(submitter.Rows, names), StatsWindowKind.FourWeeks);
        var places = candidates.PlacesOf(usage.Measures.Where(measure => WindowTally.IsUsed(measure.Key, measure.Value)).Select(measure => measure.Key));
        for (var one = 0; one < places.Count; one++)
        {
            for (var other = one + 1; other < places.Count; other++)
            {
                _counts[candidates.PairOf(places[one], places[other])]++;
            }
        }
    }

    /// <summary>Adds what was counted of other submitters.</summary>
    public void Merge(IReadOnlyList<int> counts)
    {
        for (var pair = 0; pair < _counts.Length; pair++)
        {
            _counts[pair] += counts[pair];
        }
    }
}
