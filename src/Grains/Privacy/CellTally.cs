namespace ToolTime.Grains.Privacy;

/// <summary>What a window's submitters counted in one cell, exactly. It never leaves the process; what is told of it, the rules say.</summary>
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

    private void Add(Detail detail, long part) => _sums[(int)detail] = _sums[(int)detail].With(part);
}
