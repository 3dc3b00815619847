namespace ToolTime.Grains.Storage;

/// <summary>
/// The submitters whose ids begin with a byte in a range. Ids are hashes, so bytes are evenly distributed, and a range identifies no one.
/// </summary>
/// <param name="First">The first byte, 0 to 255.</param>
/// <param name="EndExclusive">The byte after the last one, 1 to 256.</param>
public readonly record struct SubmitterRange(int First, int EndExclusive)
{
    private const int Bytes = 256;

    /// <summary>All submitters.</summary>
    public static SubmitterRange All { get; } = new(0, Bytes);

    /// <summary>Whether the range includes the last byte.</summary>
    public bool IsLast => EndExclusive == Bytes;

    /// <summary>Divides all submitters into ranges of about the same size.</summary>
    /// <param name="count">The number of ranges, 1 to 256.</param>
    public static IReadOnlyList<SubmitterRange> Divide(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new SubmitterRange(Bytes * number / count, Bytes * (number + 1) / count))];
}
