using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Publication;

/// <summary>What a window's submitters counted of one name.</summary>
internal sealed class NameTally
{
    /// <summary>Observed calls from which a submitter's own error rate says something.</summary>
    public const int ObservedForRate = 5;

    private readonly List<double> _calls = [];
    private readonly List<double> _errorRates = [];

    public int Submitters => _calls.Count;

    /// <summary>Submitters who observed a call's outcome.</summary>
    public int Observers { get; private set; }

    /// <summary>Submitters who counted rejections.</summary>
    public int RejectionObservers { get; private set; }

    public int SubmittersWithErrorRate => _errorRates.Count;

    public Measure Sum { get; private set; }

    public void Add(Measure measure)
    {
        Sum += measure;
        Observers += measure.ObservedCalls > 0 ? 1 : 0;
        RejectionObservers += measure.RejectableCalls > 0 ? 1 : 0;
        _calls.Add(measure.Calls);
        if (measure.ObservedCalls >= ObservedForRate)
        {
            _errorRates.Add((double)measure.Errors / measure.ObservedCalls);
        }
    }

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
}
