namespace ToolTime.Grains.Privacy;

/// <summary>
/// What a window's submitters counted in one cell, exactly. What is told of it, the rules say. A part of a week's is stored while the week is being
/// published, in a form that has no order but that of the numbers, so that a submitter's in two cells cannot be put together by it.
/// </summary>
internal sealed class CellTally
{
    private readonly List<int> _calls = [];
    private readonly RateTally _errorRates = new();
    private readonly RateTally _rejectionRates = new();
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
        Add(Detail.RejectableCalls, measure.RejectableCalls);
        _observers += measure.ObservedCalls > 0 ? 1 : 0;
        _rejectionObservers += measure.RejectableCalls > 0 ? 1 : 0;
        _calls.Add((int)measure.Calls);
        _errorRates.Add(measure.Errors, measure.ObservedCalls);
        _rejectionRates.Add(measure.Rejections, measure.RejectableCalls);
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
        _errorRates.AddAll(others._errorRates);
        _rejectionRates.AddAll(others._rejectionRates);
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
        Ascending.Write(writer, _calls);
        _errorRates.Write(writer);
        _rejectionRates.Write(writer);
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
        tally._calls.AddRange(Ascending.Read(reader));
        tally._errorRates.Read(reader);
        tally._rejectionRates.Read(reader);
        return tally;
    }

    /// <summary>How many submitters stand behind a detail.</summary>
    public int Behind(Detail detail) => detail switch
    {
        Detail.ObservedCalls => _observers,
        Detail.RejectableCalls => _rejectionObservers,
        Detail.ErrorRateMedian or Detail.ErrorRate => _errorRates.Count,
        Detail.RejectionRate => _rejectionRates.Count,
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

    /// <summary>The rates of which one of <see cref="Details.Rates"/> is made.</summary>
    public RateTally RatesOf(Detail detail) => detail == Detail.RejectionRate ? _rejectionRates : _errorRates;

    private void Add(Detail detail, long part) => _sums[(int)detail] = _sums[(int)detail].With(part);
}
