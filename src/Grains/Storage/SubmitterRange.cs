using System.Globalization;
using ToolTime.Submissions;

namespace ToolTime.Grains.Storage;

/// <summary>
/// The submitters whose ids begin with one of some bytes. Ids are hashes, so each byte has about as many of them, and a range is a place in
/// their order that names nobody.
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

    /// <summary>The byte that a submitter's id begins with.</summary>
    public static int ByteOf(SubmitterId submitter) => byte.Parse(submitter.ToString().AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The ranges of all whom some ranges, which do not overlap, leave out.</summary>
    public static IReadOnlyList<SubmitterRange> Outside(IEnumerable<SubmitterRange> ranges)
    {
        var left = new List<SubmitterRange>();
        var next = 0;
        foreach (var range in ranges.OrderBy(range => range.First).Append(new(Bytes, Bytes)))
        {
            if (range.First > next)
            {
                left.Add(new(next, range.First));
            }

            next = range.EndExclusive;
        }

        return left;
    }
}
