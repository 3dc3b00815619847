using ToolTime.Transcripts.Index;

namespace ToolTime.Uploader.Reports;

/// <summary>The day in a time zone on which each quarter of an hour begins. Asks the zone once for each.</summary>
internal sealed class LocalDays(TimeZoneInfo zone)
{
    private readonly Dictionary<int, DateOnly> _days = [];

    public DateOnly DayAt(int slot)
    {
        if (_days.TryGetValue(slot, out var day))
            return day;
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds((long)slot * UsageCell.SlotSeconds), zone);
        return _days[slot] = DateOnly.FromDateTime(local.DateTime);
    }
}
