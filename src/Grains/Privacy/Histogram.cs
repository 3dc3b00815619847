namespace ToolTime.Grains.Privacy;

/// <summary>
/// How many submitters have each value, at the resolution at which values are published. Two of them merge by adding up, and a quantile of
/// it, since rounding keeps the order, is the rounded quantile of the values. Its memory is bounded by the resolution, not by people; while
/// it has few values, as most names do, it takes no more than they need.
/// </summary>
/// <param name="resolution">Maps values to buckets, in their order, and back.</param>
internal sealed class Histogram(IResolution resolution)
{
    /// <summary>Values that are listed, two bytes each; more are counted by bucket, four bytes for each of some hundred.</summary>
    private const int Listed = 128;

    /// <summary>In the place of a count, after the last bucket.</summary>
    private const int End = 0;

    private ushort[] _list = [];
    private int[]? _counts;

    /// <summary>How many values were added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one value.</summary>
    public void Add(double value) => AddToBucket(resolution.BucketOf(value));

    /// <summary>Adds one value of a bucket.</summary>
    public void AddToBucket(int bucket) => Add(bucket, 1);

    /// <summary>Adds the values of another one of the same resolution.</summary>
    public void Merge(Histogram other)
    {
        foreach (var (bucket, count) in other.Buckets())
        {
            Add(bucket, count);
        }
    }

    /// <summary>Writes it, without buckets that are empty.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (var (bucket, count) in Buckets())
        {
            writer.Write7BitEncodedInt(count);
            writer.Write7BitEncodedInt(bucket);
        }

        writer.Write7BitEncodedInt(End);
    }

    /// <summary>Adds what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        while (reader.Read7BitEncodedInt() is var count && count != End)
        {
            Add(reader.Read7BitEncodedInt(), count);
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
        foreach (var (bucket, count) in Buckets())
        {
            rank -= count;
            if (rank <= 0)
            {
                return resolution.ValueOf(bucket);
            }
        }

        throw new InvalidOperationException("There are no values.");
    }

    private void Add(int bucket, int count)
    {
        if (_counts is null && Count + count > Listed)
        {
            CountListed();
        }

        if (_counts is null)
        {
            Grow(ref _list, Count + count);
            _list.AsSpan(Count, count).Fill((ushort)bucket);
        }
        else
        {
            Grow(ref _counts, bucket + 1);
            _counts[bucket] += count;
        }

        Count += count;
    }

    private void CountListed()
    {
        var values = _list.AsSpan(0, Count);
        _counts = [];
        foreach (var bucket in values)
        {
            Grow(ref _counts, bucket + 1);
            _counts[bucket]++;
        }

        _list = [];
    }

    /// <summary>Buckets with values, in their order.</summary>
    private IEnumerable<(int Bucket, int Count)> Buckets()
    {
        if (_counts is null)
        {
            Array.Sort(_list, 0, Count);
            for (int first = 0, next; first < Count; first = next)
            {
                next = first + 1;
                while (next < Count && _list[next] == _list[first])
                {
                    next++;
                }

                yield return (_list[first], next - first);
            }

            yield break;
        }

        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            if (_counts[bucket] > 0)
            {
                yield return (bucket, _counts[bucket]);
            }
        }
    }

    /// <summary>By halves, since names get their largest values late.</summary>
    private static void Grow<T>(ref T[] array, int length)
    {
        if (length > array.Length)
        {
            Array.Resize(ref array, Math.Max(length, array.Length * 3 / 2));
        }
    }
}
