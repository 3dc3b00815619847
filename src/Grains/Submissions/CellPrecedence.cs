namespace ToolTime.Grains.Submissions;

/// <summary>Which of two versions of one day cell counts.</summary>
public static class CellPrecedence
{
    /// <summary>
    /// True where the offered cell replaces the stored one: its revision is greater, or equal with other content and a greater content
    /// hash. So any order of arrival ends with the same cell.
    /// </summary>
    public static bool Replaces(long offeredRevision, ReadOnlySpan<byte> offeredHash, long storedRevision, ReadOnlySpan<byte> storedHash) =>
        offeredRevision > storedRevision || (offeredRevision == storedRevision && offeredHash.SequenceCompareTo(storedHash) > 0);
}
