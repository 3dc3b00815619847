using System.Runtime.InteropServices;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// The cells of a tally, and values that wait to be counted in their histograms. Those of thousands of names do not fit into a processor's
/// cache, so they are not visited for each value: values are written one after the other, and from time to time counted cell by cell.
/// </summary>
internal sealed class PendingValues
{
    /// <summary>Values that wait at most: 768 KiB, and as much while they are sorted.</summary>
    private const int Most = 1 << 16;

    private readonly List<CellTally> _cells = [];
    private readonly List<Value> _values = [];
    private readonly List<Value> _sorted = [];

    /// <summary>A new cell.</summary>
    public CellTally CreateCell()
    {
        var cell = new CellTally { Number = _cells.Count };
        _cells.Add(cell);
        return cell;
    }

    /// <summary>Adds what one submitter, whom no other call may add, has of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="measure">What was counted.</param>
    /// <param name="medianMs">The submitter's median of durations; null where it has none.</param>
    public void Add(CellTally cell, Measure measure, int? medianMs = null)
    {
        if (_values.Count == Most)
        {
            Count();
        }

        cell.Add(measure);
        _values.Add(
            new(
                cell.Number,
                (ushort)CellTally.CallsBucketOf(measure),
                (short)(CellTally.ErrorRateBucketOf(measure) ?? Value.None),
                (short)(medianMs is { } median ? Rounding.DurationResolution.BucketOf(median) : Value.None)
            )
        );
    }

    /// <summary>Counts all that wait.</summary>
    public void Count()
    {
        var values = CollectionsMarshal.AsSpan(_values);
        CollectionsMarshal.SetCount(_sorted, values.Length);
        var sorted = CollectionsMarshal.AsSpan(_sorted);
        var next = StartOfEachCell(values);
        foreach (var value in values)
        {
            sorted[next[value.Cell]++] = value;
        }

        foreach (var value in sorted)
        {
            var cell = _cells[value.Cell];
            cell.Calls.AddToBucket(value.Calls);
            if (value.ErrorRate != Value.None)
            {
                cell.ErrorRates.AddToBucket(value.ErrorRate);
            }

            if (value.Duration != Value.None)
            {
                cell.Durations.AddToBucket(value.Duration);
            }
        }

        _values.Clear();
    }

    /// <summary>By the number of a cell, how many values are of those before it.</summary>
    private int[] StartOfEachCell(ReadOnlySpan<Value> values)
    {
        var starts = new int[_cells.Count + 1];
        foreach (var value in values)
        {
            starts[value.Cell + 1]++;
        }

        for (var cell = 1; cell < starts.Length; cell++)
        {
            starts[cell] += starts[cell - 1];
        }

        return starts;
    }

    /// <summary>What one submitter has of a cell.</summary>
    /// <param name="Cell">The number of the cell.</param>
    /// <param name="Calls">The bucket of its calls.</param>
    /// <param name="ErrorRate">The bucket of its error rate.</param>
    /// <param name="Duration">The bucket of its median of durations.</param>
    private readonly record struct Value(int Cell, ushort Calls, short ErrorRate, short Duration)
    {
        public const short None = -1;
    }
}
