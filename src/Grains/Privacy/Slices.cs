namespace ToolTime.Grains.Privacy;

/// <summary>Cuts cells into slices of about equal work, so that whoever decides on them can let others in between.</summary>
internal static class Slices
{
    /// <summary>Submitters of a slice: sorting the calls of so many takes some ten milliseconds.</summary>
    private const int Weight = 100_000;

    /// <summary>What a cell costs by itself, in submitters: up to nine draws under a key.</summary>
    private const int WeightOfCell = 100;

    /// <summary>The cells in their order; a cell is in a slice by itself where it weighs as much.</summary>
    public static IEnumerable<IReadOnlyList<CellDraft>> Of(IEnumerable<CellDraft> cells)
    {
        var slice = new List<CellDraft>();
        var weight = 0;
        foreach (var cell in cells)
        {
            slice.Add(cell);
            weight += WeightOfCell + cell.Tally.Submitters;
            if (weight >= Weight)
            {
                yield return slice;
                (slice, weight) = ([], 0);
            }
        }

        yield return slice;
    }
}
