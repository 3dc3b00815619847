namespace ToolTime.Grains.Submissions;

/// <summary>Which of two versions of one day cell counts.</summary>
public static class CellPrecedence
{
    /// <summary>
    /// True where the offered cell replaces the kept one: its revision is greater, or equal with other content and a greater content
    /// hash. So any order of arrival ends with the same cell.
    /// </summary>
    public static bool Replaces(long offeredRevision, ReadOnlySpan<byte> offeredHash, long keptRevision, ReadOnlySpan<byte> keptHash) =>
        offeredRevision > keptRevision || (offeredRevision == keptRevision && offeredHash.SequenceCompareTo(keptHash) > 0);
}
