namespace ToolTime.Grains.Privacy;

/// <summary>Submitters' own rates in one cell.</summary>
internal sealed class RateTally
{
    /// <summary>Calls from which a submitter's own rate says something.</summary>
    public const int CallsForRate = 5;

    private readonly List<float> _rates = [];

    /// <summary>Submitters who have a rate.</summary>
    public int Count => _rates.Count;

    /// <summary>Adds a submitter's rate, where they made calls enough.</summary>
    public void Add(long part, long calls)
    {
        if (calls >= CallsForRate)
        {
            _rates.Add((float)part / calls);
        }
    }

    /// <summary>Adds the rates of other submitters.</summary>
    public void AddAll(RateTally others) => _rates.AddRange(others._rates);

    /// <summary>The median; there must be a rate.</summary>
    public double Median()
    {
        _rates.Sort();
        return Quantile.Of(_rates, 0.5);
    }

    /// <summary>The same, with the least and the greatest that it could become if so many submitters were left out; there must be more.</summary>
    public (double Least, double Median, double Greatest) MedianWithout(int submitters)
    {
        var median = Median();
        var (least, greatest) = Quantile.MediansWithout(_rates, submitters);
        return (least, median, greatest);
    }

    /// <summary>The mean, each rate taken as no further from the median than so much; the order in which they came does not matter. There must be one.</summary>
    public double MeanWithin(double reach)
    {
        var median = Median();
        return _rates.Average(rate => Math.Clamp(rate, median - reach, median + reach));
    }

    /// <summary>Writes the rates by size: they are not negative, and such numbers have the order of their bits.</summary>
    public void Write(BinaryWriter writer)
    {
        _rates.Sort();
        Ascending.Write(writer, _rates.ConvertAll(BitConverter.SingleToInt32Bits));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader) => _rates.AddRange(Ascending.Read(reader).Select(BitConverter.Int32BitsToSingle));
}
