namespace ToolTime.Grains.Tests.Publication;

/// <summary>
/// Published sums as linear equations over blocks, each the contribution of some submitters. Anyone who knows the sums knows every
/// combination of them; it fails if one covers fewer submitters than the threshold.
/// </summary>
/// <param name="blocks">Who is behind each block.</param>
/// <param name="minimum">The threshold.</param>
internal sealed class LinearEquations(IReadOnlyList<ISet<int>> blocks, int minimum)
{
    private readonly List<double[]> _published = [];

    /// <summary>Records that a sum of blocks is published.</summary>
    public void Publish(params IEnumerable<int> of) =>
        _published.Add([.. Enumerable.Range(0, blocks.Count).Select(block => of.Contains(block) ? 1.0 : 0)]);

    /// <summary>Checks every set of blocks with too few submitters: no combination of sums may consist of just these blocks.</summary>
    public void AssertNothingOfFewer()
    {
        for (var set = 1; set < 1 << blocks.Count; set++)
        {
            var chosen = Enumerable.Range(0, blocks.Count).Where(block => (set & (1 << block)) != 0).ToHashSet();
            var submitters = chosen.SelectMany(block => blocks[block]).Distinct().Count();
            if (submitters > 0 && submitters < minimum)
            {
                // A combination of equations consists of just these blocks if leaving them out makes the equations more dependent on each
                // other.
                Assert.Equal(Rank(_ => true), Rank(block => !chosen.Contains(block)));
            }
        }
    }

    private int Rank(Func<int, bool> stored)
    {
        List<double[]> rows = [.. _published.Select(row => row.Where((_, block) => stored(block)).ToArray())];
        var rank = 0;
        for (var column = 0; rows.Count > 0 && column < rows[0].Length; column++)
        {
            var pivot = rows.FindIndex(rank, row => Math.Abs(row[column]) > 1e-9);
            if (pivot < 0)
            {
                continue;
            }

            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            foreach (var row in rows.Skip(rank + 1))
            {
                var factor = row[column] / rows[rank][column];
                for (var other = column; other < row.Length; other++)
                {
                    row[other] -= factor * rows[rank][other];
                }
            }

            rank++;
        }

        return rank;
    }
}
