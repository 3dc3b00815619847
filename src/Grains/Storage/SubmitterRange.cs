namespace ToolTime.Grains.Storage;

/// <summary>
/// The submitters whose ids begin with one of some bytes. Ids are hashes, so each byte has about as many of them, and a range names nobody.
/// </summary>
/// <param name="First">The first of the bytes, 0 to 255.</param>
/// <param name="EndExclusive">The first byte after them, 1 to 256.</param>
public readonly record struct SubmitterRange(int First, int EndExclusive)
{
    private const int Bytes = 256;

    /// <summary>Everybody.</summary>
    public static SubmitterRange All { get; } = new(0, Bytes);

    /// <summary>Whether the range ends where all submitters end.</summary>
    public bool IsLast => EndExclusive == Bytes;

    /// <summary>All submitters in so many ranges of about the same size.</summary>
    /// <param name="count">How many, 1 to 256.</param>
    public static IReadOnlyList<SubmitterRange> Divide(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new SubmitterRange(Bytes * number / count, Bytes * (number + 1) / count))];
}
