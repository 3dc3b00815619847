namespace ToolTime.Grains.Privacy;

/// <summary>
/// Divides values, none negative, into numbered buckets of what is published as one; greater values have no smaller number.
/// </summary>
internal interface IResolution
{
    /// <summary>The bucket of a value.</summary>
    int BucketOf(double value);

    /// <summary>What is published of the values in a bucket.</summary>
    double ValueOf(int bucket);
}
