namespace ToolTime.Grains.Submissions;

/// <summary>Decides which of two versions of a day cell counts.</summary>
public static class CellPrecedence
{
    /// <summary>
    /// True if the offered cell replaces the stored one: its revision is greater, or equal with a greater content hash. So the result does
    /// not depend on the order of arrival.
    /// </summary>
    public static bool Replaces(long offeredRevision, ReadOnlySpan<byte> offeredHash, long storedRevision, ReadOnlySpan<byte> storedHash) =>
        offeredRevision > storedRevision || (offeredRevision == storedRevision && offeredHash.SequenceCompareTo(storedHash) > 0);
}
