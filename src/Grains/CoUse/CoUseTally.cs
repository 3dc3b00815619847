using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.CoUse;

/// <summary>
/// How many submitters used each name and each pair of names, by group: submitters of one client who used a similar number of the names.
/// Without groups, names of one client, and everything that heavy users use, would seem related. Tallies of different submitters add up.
/// </summary>
/// <param name="candidates">The names.</param>
/// <param name="names">The name list.</param>
internal sealed class CoUseTally(CoUseCandidates candidates, NameList names)
{
    /// <summary>
    /// The smallest number of names in each group. The steps are small enough that a group's members are alike, and large enough that a
    /// group has many.
    /// </summary>
    private static readonly int[] Sizes = [1, 2, 3, 4, 6, 8, 11, 14, 18, 23, 30, 40, 60];

    private static readonly int Clients = (int)Enum.GetValues<AgentClient>().Max() + 2;

    private readonly int[] _counts = new int[(Groups * (1 + candidates.Names.Count)) + candidates.Pairs];

    /// <summary>The number of groups.</summary>
    public static int Groups => Clients * Sizes.Length;

    /// <summary>All counts: submitters per group, then per name and group, then per pair.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Adds one submitter; each may be added only once.</summary>
    public void Add(SubmitterRows submitter)
    {
        // Only what counts for a submitter: clamping may leave names out.
        var usage = SubmitterUsage.Compute(NormalizedNames.Normalize(submitter.Rows, names), StatsWindowKind.FourWeeks);
        var used = usage.Measures.Where(measure => WindowTally.IsUsed(measure.Key, measure.Value)).Select(measure => measure.Key);
        var places = candidates.PlacesOf(used);
        if (places.Count == 0)
        {
            return;
        }

        var group = GroupOf(submitter, places.Count);
        _counts[group]++;
        for (var one = 0; one < places.Count; one++)
        {
            _counts[PlaceOf(places[one], group)]++;
            for (var other = one + 1; other < places.Count; other++)
            {
                _counts[PlaceOfPair(places[one], places[other])]++;
            }
        }
    }

    /// <summary>Adds the counts of other submitters.</summary>
    /// <exception cref="InvalidOperationException">They have other places: another version of the server counted them.</exception>
    public void Merge(IReadOnlyList<int> counts)
    {
        if (counts.Count != _counts.Length)
        {
            throw new InvalidOperationException("Servers of two versions cannot add up pairs; the publication is tried again.");
        }

        for (var place = 0; place < _counts.Length; place++)
        {
            _counts[place] += counts[place];
        }
    }

    /// <summary>How many submitters used both names.</summary>
    /// <param name="first">One name's place.</param>
    /// <param name="second">The other name's place, which is greater.</param>
    public int Both(int first, int second) => _counts[PlaceOfPair(first, second)];

    /// <summary>How many would use both if, within each group, the use of one name were independent of the other.</summary>
    public double Expected(int first, int second)
    {
        var expected = 0.0;
        for (var group = 0; group < Groups; group++)
        {
            if (_counts[group] > 0)
            {
                expected += (double)_counts[PlaceOf(first, group)] * _counts[PlaceOf(second, group)] / _counts[group];
            }
        }

        return expected;
    }

    private static int GroupOf(SubmitterRows submitter, int names)
    {
        var first = submitter.Rows[0].Client;
        var client = submitter.Rows.All(row => row.Client == first) ? (int)first : Clients - 1;
        return (client * Sizes.Length) + Array.FindLastIndex(Sizes, least => least <= names);
    }

    private static int PlaceOf(int name, int group) => Groups + (name * Groups) + group;

    private int PlaceOfPair(int first, int second) => (Groups * (1 + candidates.Names.Count)) + candidates.PairOf(first, second);
}
