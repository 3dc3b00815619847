using System.Runtime.InteropServices;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// The cells of a tally, and values waiting to be counted in their histograms. The histograms of thousands of names do not fit into a
/// processor's cache, so they are not updated value by value: values are appended to a list, and from time to time counted cell by cell.
/// </summary>
internal sealed class PendingValues
{
    /// <summary>The maximum number of waiting values: 768 KiB, and as much again while they are sorted.</summary>
    private const int Most = 1 << 16;

    private readonly List<CellTally> _cells = [];
    private readonly List<Value> _values = [];
    private readonly List<Value> _sorted = [];

    public CellTally CreateCell()
    {
        var cell = new CellTally { Number = _cells.Count };
        _cells.Add(cell);
        return cell;
    }

    /// <summary>Adds one submitter's values for a cell; each submitter may be added only once.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="measure">The submitter's counts.</param>
    /// <param name="medianMs">The submitter's median duration; null if it has none.</param>
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

    /// <summary>For each cell number, how many values belong to earlier cells.</summary>
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

    /// <summary>One submitter's values for a cell.</summary>
    /// <param name="Cell">The cell's number.</param>
    /// <param name="Calls">The bucket of the submitter's calls.</param>
    /// <param name="ErrorRate">The bucket of the submitter's error rate.</param>
    /// <param name="Duration">The bucket of the submitter's median duration.</param>
    private readonly record struct Value(int Cell, ushort Calls, short ErrorRate, short Duration)
    {
        public const short None = -1;
    }
}
