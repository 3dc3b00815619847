namespace ToolTime.Grains.Privacy;

/// <summary>
/// What a window's submitters counted in one cell, exactly. What is told of it, the rules say. A part of a week's is stored while the week is being
/// published, in a form that has no order but that of the numbers, so that a submitter's in two cells cannot be put together by it.
/// </summary>
internal sealed class CellTally
{
    /// <summary>Observed calls from which a submitter's own error rate says something.</summary>
    public const int ObservedForRate = 5;

    private readonly List<int> _calls = [];
    private readonly List<float> _errorRates = [];
    private readonly Contributions[] _sums = new Contributions[Details.Sums.Length + 1];
    private int _observers;
    private int _rejectionObservers;

    /// <summary>Distinct submitters.</summary>
    public int Submitters => _calls.Count;

    /// <summary>Adds one submitter, whom no other call may tell of.</summary>
    public void Add(Measure measure)
    {
        Add(Detail.Calls, measure.Calls);
        Add(Detail.ObservedCalls, measure.ObservedCalls);
        Add(Detail.Errors, measure.Errors);
        Add(Detail.RejectableCalls, measure.RejectableCalls);
        Add(Detail.Rejections, measure.Rejections);
        _observers += measure.ObservedCalls > 0 ? 1 : 0;
        _rejectionObservers += measure.RejectableCalls > 0 ? 1 : 0;
        _calls.Add((int)measure.Calls);
        if (measure.ObservedCalls >= ObservedForRate)
        {
            _errorRates.Add((float)measure.Errors / measure.ObservedCalls);
        }
    }

    /// <summary>Adds the submitters of another tally, none of whom is in this one.</summary>
    public void AddAll(CellTally others)
    {
        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i] = _sums[i].With(others._sums[i]);
        }

        _observers += others._observers;
        _rejectionObservers += others._rejectionObservers;
        _calls.AddRange(others._calls);
        _errorRates.AddRange(others._errorRates);
    }

    /// <summary>Writes the tally in as few bytes as are easily had: numbers by size, each less the one before.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (var sum in _sums)
        {
            writer.Write7BitEncodedInt64(sum.Sum);
            writer.Write7BitEncodedInt64(sum.Largest);
            writer.Write7BitEncodedInt64(sum.SecondLargest);
        }

        writer.Write7BitEncodedInt(_observers);
        writer.Write7BitEncodedInt(_rejectionObservers);
        _calls.Sort();
        WriteAscending(writer, _calls);

        // Rates are not negative, and such numbers have the order of their bits.
        _errorRates.Sort();
        WriteAscending(writer, _errorRates.ConvertAll(BitConverter.SingleToInt32Bits));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static CellTally Read(BinaryReader reader)
    {
        var tally = new CellTally();
        for (var i = 0; i < tally._sums.Length; i++)
        {
            tally._sums[i] = new(reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        }

        tally._observers = reader.Read7BitEncodedInt();
        tally._rejectionObservers = reader.Read7BitEncodedInt();
        tally._calls.AddRange(ReadAscending(reader));
        tally._errorRates.AddRange(ReadAscending(reader).Select(BitConverter.Int32BitsToSingle));
        return tally;
    }

    /// <summary>How many submitters stand behind a detail.</summary>
    public int Behind(Detail detail) => detail switch
    {
        Detail.ObservedCalls or Detail.Errors => _observers,
        Detail.RejectableCalls or Detail.Rejections => _rejectionObservers,
        Detail.ErrorRateMedian => _errorRates.Count,
        _ => Submitters,
    };

    /// <summary>One of <see cref="Details.Sums"/>.</summary>
    public Contributions Sum(Detail detail) => _sums[(int)detail];

    /// <summary>Quantiles of submitters' calls, one for each share.</summary>
    public double[] CallsQuantiles(params ReadOnlySpan<double> shares)
    {
        _calls.Sort();
        var quantiles = new double[shares.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            quantiles[i] = Quantile.Of(_calls, shares[i]);
        }

        return quantiles;
    }

    /// <summary>The median of submitters' error rates; there must be one.</summary>
    public double ErrorRateMedian()
    {
        _errorRates.Sort();
        return Quantile.Of(_errorRates, 0.5);
    }

    /// <summary>The same, with the least and the greatest that it could become if so many submitters were left out; there must be more.</summary>
    public (double Least, double Median, double Greatest) ErrorRateMedianWithout(int submitters)
    {
        var median = ErrorRateMedian();
        var (least, greatest) = Quantile.MediansWithout(_errorRates, submitters);
        return (least, median, greatest);
    }

    private static void WriteAscending(BinaryWriter writer, List<int> numbers)
    {
        writer.Write7BitEncodedInt(numbers.Count);
        var before = 0;
        foreach (var number in numbers)
        {
            writer.Write7BitEncodedInt(number - before);
            before = number;
        }
    }

    private static IEnumerable<int> ReadAscending(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var number = 0;
        for (var i = 0; i < count; i++)
        {
            yield return number += reader.Read7BitEncodedInt();
        }
    }

    private void Add(Detail detail, long part) => _sums[(int)detail] = _sums[(int)detail].With(part);
}
