namespace ToolTime.Grains.Privacy;

/// <summary>
/// How many submitters have each value, at the resolution of published values. Histograms merge by addition. Rounding preserves order, so a
/// quantile is the rounded quantile of the exact values. Memory is bounded by the resolution, not the number of people; with few values, as
/// for most names, it takes only what they need.
/// </summary>
/// <param name="resolution">Maps values to ordered buckets and back.</param>
internal sealed class Histogram(IResolution resolution)
{
    /// <summary>
    /// Up to this many values are listed, at two bytes each; beyond it they are counted in some hundred buckets of four bytes each.
    /// </summary>
    private const int Listed = 128;

    /// <summary>Marks the end of the buckets, in place of a count.</summary>
    private const int End = 0;

    private ushort[] _list = [];
    private int[]? _counts;

    /// <summary>The number of values added.</summary>
    public int Count { get; private set; }

    public void Add(double value) => AddToBucket(resolution.BucketOf(value));

    /// <summary>Adds one value by its bucket.</summary>
    public void AddToBucket(int bucket) => Add(bucket, 1);

    /// <summary>Adds another histogram's values; it must have the same resolution.</summary>
    public void Merge(Histogram other)
    {
        foreach (var (bucket, count) in other.Buckets())
        {
            Add(bucket, count);
        }
    }

    /// <summary>Writes the histogram, without empty buckets.</summary>
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
    /// Statistical Packages", The American Statistician 50 (1996). It is always a submitter's own value, rounded.
    /// </summary>
    /// <param name="share">q, above 0 and up to 1; 0.5 is the median.</param>
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

    /// <summary>Non-empty buckets, in order.</summary>
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

    /// <summary>Grows by half, since names reach their largest values late.</summary>
    private static void Grow<T>(ref T[] array, int length)
    {
        if (length > array.Length)
        {
            Array.Resize(ref array, Math.Max(length, array.Length * 3 / 2));
        }
    }
}

/// <summary>Divides non-negative values into ordered, numbered buckets, each published as one value.</summary>
internal interface IResolution
{
    /// <summary>The bucket of a value.</summary>
    int BucketOf(double value);

    /// <summary>The value published for a bucket.</summary>
    double ValueOf(int bucket);
}
