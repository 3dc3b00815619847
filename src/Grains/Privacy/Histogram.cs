namespace ToolTime.Grains.Privacy;

/// <summary>
/// How many submitters have each value, at the resolution at which values are published. Two of them merge by adding up, and a quantile of
/// it, since rounding keeps the order, is the rounded quantile of the values. Its memory is bounded by the resolution, not by people.
/// </summary>
/// <param name="resolution">Maps values to buckets, in their order, and back.</param>
internal sealed class Histogram(IResolution resolution)
{
    private int[] _counts = [];

    /// <summary>How many values were added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one value.</summary>
    public void Add(double value)
    {
        var bucket = resolution.BucketOf(value);
        Reserve(bucket + 1);
        _counts[bucket]++;
        Count++;
    }

    /// <summary>Adds the values of another one of the same resolution.</summary>
    public void Merge(Histogram other)
    {
        Reserve(other._counts.Length);
        for (var bucket = 0; bucket < other._counts.Length; bucket++)
        {
            _counts[bucket] += other._counts[bucket];
        }

        Count += other.Count;
    }

    /// <summary>
    /// The ceil(q n)-th smallest of n values, the inverse of their empirical distribution: type 1 of Hyndman and Fan, "Sample Quantiles in
    /// Statistical Packages", The American Statistician 50 (1996). It is always a value that somebody has, rounded.
    /// </summary>
    /// <param name="share">q, over 0 to 1; 0.5 is the median.</param>
    /// <exception cref="InvalidOperationException">There are no values.</exception>
    public double Quantile(double share)
    {
        var rank = Math.Max(1, (int)Math.Ceiling((decimal)share * Count));
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            rank -= _counts[bucket];
            if (rank <= 0)
            {
                return resolution.ValueOf(bucket);
            }
        }

        throw new InvalidOperationException("There are no values.");
    }

    private void Reserve(int length)
    {
        if (length > _counts.Length)
        {
            Array.Resize(ref _counts, length);
        }
    }
}
