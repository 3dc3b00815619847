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

    /// <summary>Writes it, without buckets that are empty.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_counts.Count(count => count > 0));
        foreach (var (bucket, count) in _counts.Index().Where(count => count.Item > 0))
        {
            writer.Write7BitEncodedInt(bucket);
            writer.Write7BitEncodedInt(count);
        }
    }

    /// <summary>Adds what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var (bucket, count) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            Reserve(bucket + 1);
            _counts[bucket] += count;
            Count += count;
        }
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
            // By halves, since names get their largest values late.
            Array.Resize(ref _counts, Math.Max(length, _counts.Length * 3 / 2));
        }
    }
}
