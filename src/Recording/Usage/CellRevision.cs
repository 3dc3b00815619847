using System.Text.Json;

namespace ToolTime.Recording.Usage;

/// <summary>Gives a day's cell its revision, which grows with every change of what it counts.</summary>
internal static class CellRevision
{
    /// <summary>
    /// The stored cell where nothing changed; else one by the clock and not only by the last, so that a restored backup does not fall
    /// behind what was sent before.
    /// </summary>
    public static DayCell Assign(DayCell cell, DayCell? last, TimeProvider clock) =>
        last is not null && Content(cell).AsSpan().SequenceEqual(Content(last))
            ? last
            : cell with { Revision = Math.Max((last?.Revision ?? 0) + 1, clock.GetUtcNow().ToUnixTimeSeconds()) };

    private static byte[] Content(DayCell cell) =>
        JsonSerializer.SerializeToUtf8Bytes(cell with { Revision = 0 }, RecordingJson.Default.DayCell);
}
