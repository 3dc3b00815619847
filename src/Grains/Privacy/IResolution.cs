namespace ToolTime.Grains.Privacy;

/// <summary>Divides non-negative values into ordered, numbered buckets, each published as one value.</summary>
internal interface IResolution
{
    /// <summary>The bucket of a value.</summary>
    int BucketOf(double value);

    /// <summary>The value published for a bucket.</summary>
    double ValueOf(int bucket);
}
